package dev.tributary.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.extract.Extract;
import dev.tributary.source.RawJson;
import dev.tributary.source.batch.JsonLines;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.state.PipelineState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams of random JSON are cut into the records that they were put together from, whatever way their bytes come. */
class RandomStreamTest {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** A record and where it came from. */
    private record Cut(String place, String text) {}

    /** Bytes with the records that are in them. */
    private record Document(byte[] bytes, List<Cut> records) {}

    static LongStream seeds() {
        return RandomJsonTest.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsEachLine(long seed) {
        Document lines = lines(new Random(seed));

        assertThat(cut(lines.bytes(), seed)).isEqualTo(lines.records());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsEachElementOfAnArray(long seed) {
        Document array = array(new Random(seed));

        assertThat(cut(array.bytes(), seed)).isEqualTo(array.records());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsWhatIsLeftOfAnArrayThatIsCutOffAndThatItIs(long seed) {
        Document array = array(new Random(seed));
        int end = new String(array.bytes(), StandardCharsets.ISO_8859_1).lastIndexOf(']');
        byte[] cutOff = Arrays.copyOf(array.bytes(), new Random(seed).nextInt(end) + 1);

        List<Cut> found = cut(cutOff, seed);

        if (!trimmed(cutOff).isEmpty()) {
            assertThat(found).hasSizeLessThanOrEqualTo(array.records().size() + 1);
            Cut last = found.get(found.size() - 1);
            assertThat(JsonOracle.value(last.text().getBytes(StandardCharsets.ISO_8859_1)))
                    .isEmpty();
            int whole = Math.max(0, found.size() - 2);
            assertThat(found.subList(0, whole)).isEqualTo(array.records().subList(0, whole));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsEachValueOnSeveralLines(long seed) {
        Document values = values(new Random(seed));

        assertThat(cut(values.bytes(), seed)).isEqualTo(values.records());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsTheSameHoweverTheBytesOfADamagedStreamCome(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10; i++) {
            Document document = i % 3 == 0 ? lines(random) : i % 3 == 1 ? array(random) : values(random);
            byte[] damaged = new Mutation(random).of(document.bytes(), document.bytes());

            assertThat(cut(damaged, seed)).isEqualTo(cut(damaged, -1));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsTheElementsOfADamagedArrayThatJacksonFindsOrThatSomethingIsWrong(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10; i++) {
            byte[] damaged = damagedArray(random);

            List<Optional<Object>> found = cut(damaged, seed).stream()
                    .map(record -> JsonOracle.value(record.text().getBytes(StandardCharsets.ISO_8859_1)))
                    .toList();

            Optional<List<Object>> values = JsonOracle.values(damaged);
            if (values.isEmpty()) {
                assertThat(found).as(trimmed(damaged)).contains(Optional.empty());
            } else if (values.get().size() == 1 && values.get().get(0) instanceof List<?> elements) {
                assertThat(found)
                        .as(trimmed(damaged))
                        .isEqualTo(elements.stream().map(Optional::ofNullable).toList());
            }
        }
    }

    private static byte[] damagedArray(Random random) {
        byte[] array = array(random).bytes();
        byte[] damaged;
        do {
            damaged = random.nextBoolean() ? new Mutation(random).of(array, array) : separatedWrongly(array, random);
        } while (!trimmed(damaged).startsWith("["));
        return damaged;
    }

    /** The bytes with a comma or a bracket taken out, doubled or exchanged. */
    private static byte[] separatedWrongly(byte[] bytes, Random random) {
        List<Integer> places = IntStream.range(0, bytes.length)
                .filter(i -> ",[]{}".indexOf(bytes[i]) >= 0)
                .boxed()
                .toList();
        int at = places.get(random.nextInt(places.size()));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String instead = List.of("", " ", ",", ",,", "]", "}").get(random.nextInt(6));
        return (text.substring(0, at) + instead + text.substring(at + 1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Document lines(Random random) {
        RandomJson json = new RandomJson(random, random.nextInt(2) * 20, false);
        Mutation mutation = new Mutation(random);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Cut> records = new ArrayList<>();
        if (random.nextBoolean()) {
            bytes.writeBytes(BYTE_ORDER_MARK);
        }
        int count = count(random);
        for (int i = 1; i <= count; i++) {
            byte[] line = random.nextInt(6) == 0 ? new byte[0] : json.next();
            if (random.nextInt(4) == 0) {
                line = mutation.of(line, json.next());
            }
            line = i == 1 ? "{\"first\":0}".getBytes(StandardCharsets.UTF_8) : onOneLine(line);
            bytes.writeBytes(line);
            String text = trimmed(line);
            if (!text.isEmpty()) {
                records.add(new Cut("line " + i + " of stream", text));
            }
            if (i < count || random.nextBoolean()) {
                bytes.writeBytes((random.nextBoolean() ? "\n" : "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return new Document(bytes.toByteArray(), records);
    }

    private static Document array(Random random) {
        RandomJson json = new RandomJson(random, 0, random.nextBoolean());
        StringBuilder text = new StringBuilder(space(random)).append('[').append(space(random));
        List<Cut> records = new ArrayList<>();
        int count = random.nextInt(5) == 0 ? 0 : count(random);
        for (int i = 1; i <= count; i++) {
            String element = trimmed(json.next());
            records.add(new Cut("record " + i + " of stream", element));
            text.append(element).append(space(random));
            text.append(i < count ? "," : "").append(space(random));
        }
        text.append(']').append(space(random));
        return new Document(text.toString().getBytes(StandardCharsets.ISO_8859_1), records);
    }

    private static Document values(Random random) {
        RandomJson json = new RandomJson(random, 0, true);
        String first = "{\n\"first\": 0\n}";
        StringBuilder text = new StringBuilder(first);
        List<Cut> records = new ArrayList<>(List.of(new Cut("record 1 of stream", first)));
        int count = count(random);
        for (int i = 2; i <= count; i++) {
            String value = trimmed(json.next());
            if (!value.startsWith("{")) {
                value = "[" + value + "]";
            }
            text.append(space(random)).append(value);
            records.add(new Cut("record " + i + " of stream", value));
        }
        return new Document(text.append(space(random)).toString().getBytes(StandardCharsets.ISO_8859_1), records);
    }

    private static int count(Random random) {
        return random.nextInt(20) == 0 ? 2000 : 1 + random.nextInt(30);
    }

    private static String space(Random random) {
        return List.of("", "", " ", "\n", "\r\n", "\t", " \n ", "\n\n").get(random.nextInt(8));
    }

    private static byte[] onOneLine(byte[] line) {
        byte[] changed = line.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] = changed[i] == '\n' ? (byte) ' ' : changed[i];
        }
        return changed;
    }

    /** The bytes as characters of one byte each, without white space at either end. */
    private static String trimmed(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int from = 0;
        int to = text.length();
        while (from < to && " \t\r\n".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && " \t\r\n".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    /** The records that come of the bytes; for a seed, the bytes come in pieces. */
    private static List<Cut> cut(byte[] bytes, long seed) {
        InputStream stream = seed < 0 ? new ByteArrayInputStream(bytes) : new Pieces(bytes, new Random(seed));
        ResourceDefinition resource =
                ResourceDefinition.of("items", state -> Stream.of(new RawJson("stream", () -> stream)));
        List<Cut> records = new ArrayList<>();
        new Extract(batch -> records.addAll(records(batch)))
                .run(new SourceDefinition("fuzz", List.of(resource), null), PipelineState.initial("p", "d", "fuzz"));
        return records;
    }

    private static List<Cut> records(RecordBatch cut) {
        RecordBatch.Json batch = cut instanceof JsonLines lines ? lines.records() : (RecordBatch.Json) cut;
        List<Cut> records = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            byte[] record = Arrays.copyOfRange(batch.bytes(), batch.starts()[i], batch.ends()[i]);
            records.add(new Cut(batch.place(i), new String(record, StandardCharsets.ISO_8859_1)));
        }
        return records;
    }

    /** Gives bytes a few at a time. */
    private static final class Pieces extends ByteArrayInputStream {
        private final Random random;

        Pieces(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(random.nextInt(4) == 0 ? 3 : 5000)));
        }
    }
}
