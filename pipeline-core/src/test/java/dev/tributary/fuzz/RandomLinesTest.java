package dev.tributary.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.schema.Detection;
import dev.tributary.source.batch.JsonLines;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are read one after the other become the same rows and rejects, to the byte, as those whose ends are known. */
class RandomLinesTest {
    private static final int BATCHES = 10;

    private static final List<String> LINE_ENDS = List.of("\n", "\n", "\n", "\r\n", " \t\n", "\n\n", "\n \r\n", "\n ");

    /** What surrounds the lines in the array, and must not be read. */
    private static final List<String> AROUND = List.of("", "", "\n", "\"", "1", "}", ",\"a\":1}\n", "\\n\u00e9");

    static LongStream seeds() {
        return RandomJsonTest.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void becomeTheSame(long seed) {
        Random random = new Random(seed);
        RandomResource resource = RandomResource.of(random);
        RandomJson json = new RandomJson(random, random.nextInt(3) * 15, random.nextBoolean());
        Mutation mutation = new Mutation(random);
        int sound = 1 + random.nextInt(8);
        List<byte[]> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (int j = random.nextInt(40); j >= 0; j--) {
                byte[] record = json.next();
                lines.writeBytes(random.nextInt(sound) == 0 ? mutation.of(record, json.next()) : record);
                lines.writeBytes(any(LINE_ENDS, random));
            }
            if (i == BATCHES - 1 && random.nextBoolean()) {
                lines.writeBytes(json.next());
            }
            batches.add(lines.toByteArray());
        }

        check(resource, batches, random);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}",
                "{\"a\":-12.5e+3,\"b\":[true,false,null]}",
                "{\"a\":\"x\",\"b\":{\"c\":\"\\u00e9\\ud83d\\ude00\\n\"}}",
                " { \"a\" : \"gr\u00fc\u00df\" , \"b\" : [ { } , [ ] , \"\" ] } ",
                "{\"a\":9223372036854775807,\"a\":12345678901234567890}",
                "{\"t\":\"2024-01-31T12:30:00.123Z\",\"a\":{\"a\":{\"a\":[[[1]]]}}}",
                "123",
                "\"text\"",
                "true",
            })
    void becomeTheSameWhereEachByteIsMissingOrAnother(String record) {
        byte[] sound = record.getBytes(StandardCharsets.UTF_8);
        List<byte[]> batches = new ArrayList<>();
        for (int at = 0; at < sound.length; at++) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            lines.write(sound, 0, at);
            for (int b = 0; b < 256; b++) {
                byte[] changed = sound.clone();
                changed[at] = (byte) b;
                lines.write('\n');
                lines.writeBytes(changed);
            }
            lines.write('\n');
            batches.add(lines.toByteArray());
        }
        ResourceDefinition deep = ResourceDefinition.of("items", state -> Stream.empty());
        ResourceDefinition flat = deep.with(TableHints.of("items").maxTableNesting(0));

        check(new RandomResource(deep, Detection.DEFAULT), batches, new Random(record.length()));
        check(new RandomResource(flat, Detection.DEFAULT), batches, new Random(record.length()));
    }

    private static void check(RandomResource resource, List<byte[]> batches, Random random) {
        OneWay walk = new OneWay(resource.resource(), resource.detections());
        OneWay index = new OneWay(resource.resource(), resource.detections());
        int closing = random.nextInt(batches.size() * 2);
        JsonLines walked = null;
        JsonLines indexed = null;
        for (int i = 0; i < batches.size(); i++) {
            if (i == closing) {
                walk.closeWindow();
                index.closeWindow();
            }
            byte[] before = any(AROUND, random);
            byte[] behind = any(AROUND, random);
            walked = lines(resource.resource(), before, batches.get(i), behind, walked);
            indexed = lines(resource.resource(), before, batches.get(i), behind, indexed);
            BatchRows actual = walk.normalize(walked);
            BatchRows expected = index.normalize(indexed.records());
            if (actual.breach().isPresent() && expected.breach().isPresent()) {
                assertThat(actual.breach().get().sentence())
                        .isEqualTo(expected.breach().get().sentence());
                return;
            }
            assertThat(RowsText.withRejects(actual)).isEqualTo(RowsText.withRejects(expected));
            assertThat(walk.take(actual)).isEqualTo(index.take(expected));
            walked.release();
        }
    }

    private static JsonLines lines(
            ResourceDefinition resource, byte[] before, byte[] text, byte[] behind, @Nullable JsonLines last) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before);
        bytes.writeBytes(text);
        bytes.writeBytes(behind);
        int to = before.length + text.length;
        return new JsonLines(resource, "fuzz", bytes.toByteArray(), before.length, to, last, array -> {});
    }

    private static byte[] any(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size())).getBytes(StandardCharsets.UTF_8);
    }
}
