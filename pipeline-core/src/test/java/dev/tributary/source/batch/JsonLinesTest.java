package dev.tributary.source.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.source.definition.ResourceDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {
    private static final ResourceDefinition ITEMS = ResourceDefinition.of("items", state -> Stream.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                   | {} line 1 of x",
                "{};                                  | {} line 1 of x",
                ";; {} ^;;[1];                        | {} line 3 of x,[1] line 5 of x",
                "a long line; ^ ;^;another long line; | a long line line 1 of x,another long line line 4 of x",
                "` ; `                                | ``",
            })
    void hasARecordForEachLineThatIsNotBlank(String text, String expected) {
        RecordBatch.Json records = lines(text, null).records();

        assertThat(records(records)).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(",")));
    }

    @Test
    void numbersLinesBehindThoseOfTheBatchesBefore() {
        JsonLines first = lines("1;;3;", null);
        JsonLines second = lines("4;5;", first);
        JsonLines third = lines("6;", second);

        assertThat(third.record(0, 0).place(0)).isEqualTo("line 6 of x");
        assertThat(second.records().place(1)).isEqualTo("line 5 of x");
        assertThat(first.records().place(1)).isEqualTo("line 3 of x");
    }

    @Test
    void believesWhoReadTheLines() {
        JsonLines first = lines("1;2;", null);
        first.tellLineFeeds(10);

        assertThat(lines("x", first).records().place(0)).isEqualTo("line 11 of x");
    }

    @Test
    void looksAtNoBytesThatAreReleased() {
        JsonLines first = lines("1;2;", null);
        JsonLines second = lines("x", first);
        first.release();
        Arrays.fill(first.bytes(), (byte) '\n');

        assertThat(second.records().place(0)).isEqualTo("line 3 of x");
    }

    @Test
    void numbersLinesBehindVeryManyBatches() {
        JsonLines last = lines("0;", null);
        for (int i = 1; i < 100_000; i++) {
            last = lines("1;", last);
            last.tellLineFeeds(1);
            last.release();
        }

        assertThat(last.records().place(0)).isEqualTo("line 100000 of x");
    }

    private static JsonLines lines(String text, @Nullable JsonLines before) {
        byte[] bytes = text.replace(';', '\n').replace('^', '\r').getBytes(StandardCharsets.UTF_8);
        return new JsonLines(ITEMS, "x", bytes, 0, bytes.length, before, array -> {});
    }

    private static List<String> records(RecordBatch.Json batch) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            String text = new String(
                    batch.bytes(), batch.starts()[i], batch.ends()[i] - batch.starts()[i], StandardCharsets.UTF_8);
            records.add(text + " " + batch.place(i));
        }
        return records;
    }
}
