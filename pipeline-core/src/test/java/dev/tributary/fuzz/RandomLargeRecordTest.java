package dev.tributary.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.source.batch.LargeRecord;
import dev.tributary.source.batch.LargeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random records that are read with a part at a time in memory become what they become when they are held as a whole. */
class RandomLargeRecordTest {
    private static final int RECORDS = 3;

    private static final List<String> PIECES = List.of(
            "plain text ",
            "gr\u00fc\u00df ",
            "\u6f22\u5b57",
            "\ud83d\ude00",
            "\\n",
            "\\\"",
            "\\u00e9",
            "\\ud83d\\ude00",
            "\\ud83d");

    static LongStream seeds() {
        long first = Long.getLong("fuzz.first", 0);
        return LongStream.range(first, first + Math.max(1, Long.getLong("fuzz.seeds", 40) / 8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void becomesTheSameAsOneThatIsHeld(long seed) throws IOException {
        Random random = new Random(seed);
        RandomResource resource = RandomResource.of(random);
        RandomJson json = new RandomJson(random, random.nextInt(2) == 0 ? 0 : 100_000, false);
        Mutation mutation = new Mutation(random);
        OneWay parts = new OneWay(resource.resource(), resource.detections());
        OneWay whole = new OneWay(resource.resource(), resource.detections());
        for (int i = 0; i < RECORDS; i++) {
            byte[] bytes = record(json, random);
            if (random.nextInt(4) == 0) {
                bytes = mutation.of(bytes, json.next());
            }
            if (i == 1) {
                parts.closeWindow();
                whole.closeWindow();
            }
            LargeText text = new LargeText();
            text.add(bytes, 0, bytes.length);
            text.trim();
            if (text.size() == 0) {
                continue;
            }
            LargeRecord record = new LargeRecord(resource.resource(), "test", text, () -> 7, true);

            BatchRows actual = parts.normalize(record);

            BatchRows expected = whole.normalize(record.held());
            if (actual.breach().isPresent() && expected.breach().isPresent()) {
                assertThat(actual.breach().get().sentence())
                        .isEqualTo(expected.breach().get().sentence());
                return;
            }
            assertThat(RowsText.withRejects(actual))
                    .as("seed " + seed + ", record " + i)
                    .isEqualTo(RowsText.withRejects(expected));
            assertThat(parts.take(actual)).isEqualTo(whole.take(expected));
            record.release();
        }
    }

    /** An object of lists and long texts. */
    private static byte[] record(RandomJson json, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("{\"id\":" + random.nextInt(100)));
        for (char name = 'p'; name < 'p' + 1 + random.nextInt(4); name++) {
            out.writeBytes(ascii(",\"" + name + "\":"));
            if (random.nextBoolean()) {
                text(out, random);
            } else {
                list(out, json, random);
            }
        }
        out.writeBytes(ascii("}"));
        return out.toByteArray();
    }

    private static void list(ByteArrayOutputStream out, RandomJson json, Random random) {
        int end = out.size() + random.nextInt(1_500_000);
        out.writeBytes(ascii("["));
        do {
            out.writeBytes(json.next());
            out.writeBytes(ascii(out.size() < end ? "," : "]"));
        } while (out.size() < end);
        if (out.toByteArray()[out.size() - 1] == ',') {
            out.writeBytes(ascii("1]"));
        }
    }

    private static void text(ByteArrayOutputStream out, Random random) {
        int end = out.size() + random.nextInt(3_000_000);
        out.writeBytes(ascii("\""));
        boolean mixed = random.nextBoolean();
        while (out.size() < end) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            out.writeBytes(
                    mixed ? piece.getBytes(StandardCharsets.UTF_8) : ascii("x".repeat(1 + random.nextInt(9_000))));
        }
        if (random.nextInt(8) == 0) {
            out.write(0xF0);
        }
        out.writeBytes(ascii("\""));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
