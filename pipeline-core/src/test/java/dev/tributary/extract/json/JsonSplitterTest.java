package dev.tributary.extract.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.source.batch.JsonLines;
import dev.tributary.source.batch.LargeRecord;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSplitterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1}                      | {'a':1}",
                "{'a':1}~{'a':2}              | {'a':1};{'a':2}",
                "~ {'a':1} ~~ {'a':2} ~       | {'a':1};{'a':2}",
                "{'a':~{'a':2}                | {'a':;{'a':2}",
                "{~'a':1~}                    | {~'a':1~}",
                "{~'a':1~}~{~'a':2~}          | {~'a':1~};{~'a':2~}",
                "[{'a':1},{'a':2}]            | {'a':1};{'a':2}",
                "[~{'a':1},~ {'a':2} ~]~      | {'a':1};{'a':2}",
                "[1, 'x,]', [2], true ]       | 1;'x,]';[2];true",
                "[1,,2]                       | 1;;2",
                "[,1]                         | ;1",
                "[1, ~]                       | 1;",
                "[{'a':1} {'a':2}]            | {'a':1};;{'a':2}",
                "[{'a':1}{'a':2},1]           | {'a':1};;{'a':2};1",
                "[1 2]                        | 1;;2",
                "[,]                          | ;",
                "[1] , {'a':2}                | 1;,;{'a':2}",
                "[]                           | ``",
                "[{'a':1},{'a':2}             | {'a':1};{'a':2};",
                "[{'a':1},{'a':2              | {'a':1};{'a':2",
                "[{'a':1}, 2                  | {'a':1};2;",
                "1~2                          | 1;2",
                "{'a':1} {'a':2}              | {'a':1} {'a':2}",
            })
    void cutsValuesApart(String text, String expected) throws IOException {
        List<String> values = split(json(text));

        assertThat(values)
                .containsExactlyElementsOf(
                        expected.isEmpty()
                                ? List.of()
                                : Stream.of(json(expected).split(";", -1)).toList());
    }

    @Test
    void numbersLinesFromOneAndCountsEmptyOnes() throws IOException {
        List<RecordBatch.Json> batches = batches("{\"a\":1}\n\n{\"a\":2}\n");

        assertThat(batches.get(0).place(0)).isEqualTo("line 1 of test");
        assertThat(batches.get(0).place(1)).isEqualTo("line 3 of test");
    }

    @Test
    void namesTheElementBeforeWhichACommaIsMissing() throws IOException {
        RecordBatch.Json batch = batches("[1 2,,3]").get(0);

        assertThat(IntStream.range(0, batch.size()).mapToObj(batch::place))
                .containsExactly(
                        "record 1 of test",
                        "record 2 of test",
                        "record 2 of test",
                        "record 3 of test",
                        "record 4 of test");
    }

    @Test
    void usesTheArrayOfABatchAgainOnlyWhenItIsReleased() throws IOException {
        String text = "{\"name\":\"a record\"}\n".repeat(400_000);
        List<RecordBatch.Json> kept = new ArrayList<>();
        List<byte[]> released = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));

        new JsonSplitter(ResourceDefinition.of("test", state -> Stream.empty()), "test", in).forEach(batch -> {
            RecordBatch.Json json = json(batch);
            if (kept.size() % 2 == 0) {
                released.add(json.bytes());
                batch.release();
            }
            kept.add(json);
        });

        for (int i = 1; i < kept.size(); i += 2) {
            for (int later = i + 1; later < kept.size(); later++) {
                assertThat(kept.get(later).bytes()).isNotSameAs(kept.get(i).bytes());
            }
        }
        assertThat(kept.subList(1, kept.size()))
                .anyMatch(batch -> released.stream().anyMatch(array -> array == batch.bytes()));
    }

    @Test
    void takesRecordsLargerThanABatch() throws IOException {
        String large = "{\"a\":\"" + "x".repeat(3_000_000) + "\"}";

        assertThat(split(large + "\n{\"a\":1}\n" + large)).containsExactly(large, "{\"a\":1}", large);
        assertThat(split("[" + large + "," + large + "]")).containsExactly(large, large);
    }

    @Test
    void cutsLinesBehindTheLastOneThatIsWhole() throws IOException {
        String line = "{\"a\":\"" + "x".repeat(991) + "\"}\n";

        List<RecordBatch.Json> batches = batches(line.repeat(2100) + line.strip());

        assertThat(batches).extracting(RecordBatch.Json::size).containsExactly(1048, 1048, 5);
        assertThat(batches.get(2).place(4)).isEqualTo("line 2101 of test");
    }

    @Test
    void putsFewRecordsIntoABatchWhereLinesAreShort() throws IOException {
        List<RecordBatch.Json> batches = batches("{}\n\n".repeat(45_000));

        assertThat(batches).extracting(RecordBatch.Json::size).containsExactly(10_000, 10_000, 10_000, 10_000, 5_000);
        assertThat(batches.get(4).place(4_999)).isEqualTo("line 89999 of test");
    }

    @Test
    void cutsSoonBehindALargeRecord() throws IOException {
        String large = "{\"a\":\"" + "x".repeat(5_000_000) + "\"}\n";
        String line = "{\"a\":\"" + "x".repeat(100) + "\"}\n";

        assertThat(batches(large + line.repeat(30_000))).allMatch(batch -> batch.size() <= 10_000);
    }

    @Test
    void findsTheBeginningBehindAMegabyteOfSpace() throws IOException {
        assertThat(split("\n".repeat(1_500_000) + "[1,2]")).containsExactly("1", "2");
    }

    @Test
    void cutsTheSameHoweverTheBytesArrive() throws IOException {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 90_000).forEach(i -> text.append("{\"i\":").append(i).append(",\"s\":\"a}\\\"\"}\n"));
        String array = "[" + text.toString().strip().replace("\n", ",\n") + "]";

        assertThat(split(text.toString())).hasSize(90_000).isEqualTo(split(array));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "L~1~",
                "L",
                "1~L~2~",
                "\ufeff~ ~L \r~2~~L~ ~3~",
                "[1,L,2]",
                "[L]",
                "[L,L] ",
                "L L~1",
                "{'a':L,~'b':1}~2",
                "[[L],~1]",
                "'L~1~2~",
                "1~ S~2~",
                "S"
            })
    void cutsRecordsThatAreTooLargeToBeHeldAsOthers(String form) throws IOException {
        String text = json(form);
        String large = "{\"a\":[\"" + "x".repeat(9_000_000) + "\"]}";

        List<String> places = new ArrayList<>();
        List<String> values = split(text.replace("L", large).replace("S", " ".repeat(9_000_000)), places);

        List<String> fewPlaces = new ArrayList<>();
        List<String> fewValues = split(text.replace("L", "{\"a\":[\"xL\"]}").replace("S", "  "), fewPlaces);
        assertThat(values.stream().map(v -> v.replaceAll("x+", "xL"))).containsExactlyElementsOf(fewValues);
        assertThat(places).isEqualTo(fewPlaces);
    }

    @Test
    void keepsARecordThatIsTooLargeToBeHeldInAFile() throws IOException {
        List<RecordBatch> batches = new ArrayList<>();
        String large = "{\"a\":\"" + "x".repeat(9_000_000) + "\"}";
        ResourceDefinition resource = ResourceDefinition.of("test", state -> Stream.empty());

        new JsonSplitter(
                        resource,
                        "test",
                        new ByteArrayInputStream(("1\n" + large + "\n2").getBytes(StandardCharsets.UTF_8)))
                .forEach(batches::add);

        assertThat(batches).hasExactlyElementsOfTypes(JsonLines.class, LargeRecord.class, JsonLines.class);
        assertThat(((LargeRecord) batches.get(1)).place()).isEqualTo("line 2 of test");
        assertThat(json(batches.get(2)).place(0)).isEqualTo("line 3 of test");
    }

    private static List<String> split(String text) throws IOException {
        return split(text, new ArrayList<>());
    }

    private static List<String> split(String text, List<String> places) throws IOException {
        List<String> values = new ArrayList<>();
        for (RecordBatch.Json batch : batches(text)) {
            for (int i = 0; i < batch.size(); i++) {
                places.add(batch.place(i));
                values.add(new String(
                        batch.bytes(), batch.starts()[i], batch.ends()[i] - batch.starts()[i], StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private static List<RecordBatch.Json> batches(String text) throws IOException {
        List<RecordBatch.Json> batches = new ArrayList<>();
        InputStream slow = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, 70_001));
            }
        };
        ResourceDefinition resource = ResourceDefinition.of("test", state -> Stream.empty());
        new JsonSplitter(resource, "test", slow).forEach(b -> batches.add(json(b)));
        return batches;
    }

    private static RecordBatch.Json json(RecordBatch batch) {
        if (batch instanceof LargeRecord large) {
            return large.held();
        }
        return batch instanceof JsonLines lines ? lines.records() : (RecordBatch.Json) batch;
    }

    private static String json(String text) {
        return text.replace('\'', '"').replace('~', '\n');
    }
}
