package dev.tributary.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Detection;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random and damaged JSON becomes the same rows as the objects that Jackson reads from it, or both are rejected. */
class RandomJsonTest {
    private static final int BATCHES = 12;
    private static final int RECORDS = 40;
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    static LongStream seeds() {
        long first = Long.getLong("fuzz.first", 0);
        return LongStream.range(first, first + Long.getLong("fuzz.seeds", 40));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void becomesTheSameAsObjects(long seed) {
        Random random = new Random(seed);
        RandomResource resource = RandomResource.of(random);
        RandomJson json = new RandomJson(random, random.nextInt(3) == 0 ? 0 : 30, true);
        Mutation mutation = new Mutation(random);
        int sound = 1 + random.nextInt(8);
        int closing = random.nextInt(BATCHES * 2);
        List<List<byte[]>> batches = new ArrayList<>();
        byte[] other = json.next();
        for (int i = 0; i < BATCHES; i++) {
            List<byte[]> records = new ArrayList<>();
            int count = 1 + random.nextInt(RECORDS);
            for (int j = 0; j < count; j++) {
                byte[] record = json.next();
                byte[] changed = random.nextInt(sound) == 0 ? mutation.of(record, other) : record;
                // a key that is kept as JSON has numbers as they were written, which objects don't know
                records.add(resource.hasKey() && JsonOracle.hasInfinity(changed) ? NOTHING : changed);
                other = record;
            }
            batches.add(records);
        }

        check(resource, batches, closing, "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}",
                "{\"a\":-12.5e+3,\"b\":[true,false,null]}",
                "{\"a\":\"x\",\"b\":{\"c\":\"\\u00e9\\ud83d\\ude00\\n\"}}",
                " { \"a\" : \"gr\u00fc\u00df \ud83d\ude00 \u6f22\" , \"b\" : [ { } , [ ] , \"\" ] } ",
                "{\"a\":9223372036854775807,\"a\":12345678901234567890}",
                "{\"t\":\"2024-01-31T12:30:00.123Z\",\"a\":{\"a\":{\"a\":[[[1]]]}}}",
                "123",
                "\"text\"",
                "-1.5",
                "true",
            })
    void becomesTheSameAsObjectsWhereEachByteIsMissingOrAnother(String record) {
        byte[] sound = record.getBytes(StandardCharsets.UTF_8);
        List<List<byte[]>> batches = new ArrayList<>();
        for (int at = 0; at < sound.length; at++) {
            List<byte[]> records = new ArrayList<>(List.of(sound, java.util.Arrays.copyOf(sound, at)));
            for (int b = 0; b < 256; b++) {
                byte[] changed = sound.clone();
                changed[at] = (byte) b;
                records.add(changed);
            }
            batches.add(records);
        }
        ResourceDefinition deep = ResourceDefinition.of("items", state -> Stream.empty());
        ResourceDefinition flat = deep.with(TableHints.of("items").maxTableNesting(0));

        check(new RandomResource(deep, Detection.DEFAULT), batches, -1, record);
        check(new RandomResource(flat, Detection.DEFAULT), batches, -1, record);
    }

    private static void check(RandomResource resource, List<List<byte[]>> batches, int closing, String name) {
        if (difference(resource, batches, closing).isEmpty()) {
            return;
        }
        List<List<byte[]>> small =
                Shrink.of(batches, some -> !difference(resource, some, closing).isEmpty());
        StringBuilder message = new StringBuilder(name + ", " + resource + "\n");
        for (List<byte[]> batch : small) {
            batch.forEach(r ->
                    message.append(new String(r, StandardCharsets.ISO_8859_1)).append('\n'));
            message.append("--\n");
        }
        assertThat(difference(resource, small, closing)).as(message.toString()).isEmpty();
    }

    private static Optional<String> difference(RandomResource resource, List<List<byte[]>> batches, int closing) {
        TwoWays ways = new TwoWays(resource.resource(), resource.detections());
        for (int i = 0; i < batches.size(); i++) {
            if (i == closing) {
                ways.closeWindow();
            }
            try {
                Optional<String> found = ways.difference(batches.get(i));
                if (found.isPresent()) {
                    return found;
                }
            } catch (RuntimeException e) {
                java.io.StringWriter trace = new java.io.StringWriter();
                e.printStackTrace(new java.io.PrintWriter(trace));
                return Optional.of(trace.toString());
            }
        }
        return Optional.empty();
    }
}
