package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.PartitionField;
import dev.tributary.schema.Schema;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any input fits in a fixed heap. Every build sends 150 MB of nested records through a JVM of 80 MB; the profile {@code
 * soak} sends 2 GB through 512 MB.
 */
class NormalizeMemoryIT {
    @TempDir
    Path folder;

    @Test
    void normalizesFarMoreThanTheHeapHolds() throws Exception {
        long bytes = Long.getLong("soak.bytes", 150_000_000L);
        String heap = System.getProperty("soak.heap", "80m");
        SmallJvm.run(Child.class, List.of("-Xmx" + heap), folder.toString(), Long.toString(bytes));

        long records = Records.count(bytes);
        assertThat(NormalizedFiles.query("select count(*) n from '" + folder + "/events.*.parquet'")
                        .get(0)
                        .get("n"))
                .isEqualTo(records);
        assertThat(NormalizedFiles.query("select count(*) n from '" + folder + "/events__items__tags.*.parquet'")
                        .get(0)
                        .get("n"))
                .isEqualTo(records * 4);
    }

    @Test
    void normalizesMorePartitionsThanTheHeapHoldsOpenFiles() throws Exception {
        SmallJvm.run(Child.class, List.of("-Xmx64m"), folder.toString(), "partitions");

        assertThat(NormalizedFiles.query(
                                "select count(distinct filename) files, count(distinct \"day\") as parts, count(*) n,"
                                        + " sum(f19) s from read_parquet('" + folder
                                        + "/events.*.parquet', filename=true)")
                        .toString())
                .isEqualTo("[{files=3000, parts=3000, n=60000, s=1799970000}]");
    }

    /** Records of 3,000 days in no order. */
    private static InputStream manyDays() {
        String fields =
                IntStream.range(0, 20).mapToObj(f -> ",\"f" + f + "\":NUMBER").collect(Collectors.joining());
        return repeated(
                "",
                60_000,
                i -> "{\"day\":" + i * 7919L % 3_000 + fields.replace("NUMBER", String.valueOf(i)) + "}\n",
                "");
    }

    @Test
    void normalizesRecordsAsLargeAsAThirdOfTheHeap() throws Exception {
        SmallJvm.run(Child.class, List.of("-Xmx112m", "-Xmn8m"), folder.toString(), "large");

        String events = "'" + folder + "/events.*.parquet'";
        assertThat(NormalizedFiles.query("select length(text) n from " + events + " where text is not null")
                        .toString())
                .isEqualTo("[{n=36000000}, {n=36000000}]");
        assertThat(NormalizedFiles.query("select sum(length(doc__f7)) n from " + events)
                        .toString())
                .isEqualTo("[{n=36000}]");
        assertThat(NormalizedFiles.query("select count(*) n, sum(k) s from '" + folder + "/events__items.*.parquet'")
                        .toString())
                .isEqualTo("[{n=400001, s=79999800000}]");
        assertThat(NormalizedFiles.query("select reason, length(record) n from '" + folder + "/_dlt_rejects.*.parquet'")
                        .toString())
                .isEqualTo("[{reason=malformed JSON at offset 36000017: the text ends within the record (line 6 of"
                        + " events), n=36000017}]");
    }

    /** Records of 36 MB: two texts, a list, many fields, and a text of which the record's end is missing. */
    private static InputStream largeRecords() {
        return new SequenceInputStream(Collections.enumeration(List.of(
                repeated("{\"id\":1,\"text\":\"", 36_000_000, i -> "x", "\"}\n{\"id\":2}\n"),
                repeated("{\"id\":3,\"text\":\"", 36_000_000, i -> "x", "\"}\n"),
                repeated(
                        "{\"id\":4,\"items\":[{}",
                        400_000,
                        i -> ",{\"k\":" + i + ",\"name\":\"" + "n".repeat(60) + "\"}",
                        "]}\n"),
                repeated(
                        "{\"id\":5,\"doc\":{\"f\":0",
                        1_000,
                        i -> ",\"f" + i + "\":\"" + "v".repeat(36_000) + "\"",
                        "}}\n"),
                repeated("{\"id\":6,\"text\":\"", 36_000_000, i -> "x", "\""))));
    }

    private static InputStream repeated(String before, int count, IntFunction<String> part, String behind) {
        return new InputStream() {
            private byte[] current = before.getBytes(StandardCharsets.US_ASCII);
            private int at;
            private int next;

            @Override
            public int read() {
                while (at == current.length) {
                    if (next > count) {
                        return -1;
                    }
                    current = (next == count ? behind : part.apply(next)).getBytes(StandardCharsets.US_ASCII);
                    next++;
                    at = 0;
                }
                return current[at++];
            }
        };
    }

    /** Runs in the small JVM. */
    static final class Child {
        public static void main(String[] arguments) {
            boolean partitioned = arguments[1].equals("partitions");
            InputStream json = partitioned
                    ? manyDays()
                    : arguments[1].equals("large") ? largeRecords() : new Records(Long.parseLong(arguments[1]));
            ResourceDefinition events =
                    ResourceDefinition.of("events", state -> Stream.of(new RawJson("events", () -> json)));
            PartitionField day = new PartitionField("day", PartitionField.Transform.IDENTITY, null);
            ResourceDefinition resource =
                    partitioned ? events.with(TableHints.of("events").partition(day)) : events;
            NormalizeSettings settings =
                    NormalizedFiles.settings(2, Runtime.getRuntime().maxMemory() / 3);
            NormalizedFiles.of(Path.of(arguments[0]), settings, Schema.empty("test"), resource);
        }
    }

    /** JSON Lines of three levels, made while they are read, each line with text that does not compress away. */
    static final class Records extends InputStream {
        private static final int LINE = 512;

        private final long lines;
        private long line;
        private byte[] current = {};
        private int at;

        Records(long bytes) {
            lines = count(bytes);
        }

        static long count(long bytes) {
            return bytes / LINE;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at == current.length) {
                if (line == lines) {
                    return -1;
                }
                current = next(line++);
                at = 0;
            }
            int count = Math.min(length, current.length - at);
            System.arraycopy(current, at, target, offset, count);
            at += count;
            return count;
        }

        private static byte[] next(long number) {
            String head = "{\"id\":" + number + ",\"items\":[{\"sku\":\"a\",\"tags\":[1,2]},{\"sku\":\"b\",\"tags\":[3,"
                    + number + "]}],\"pad\":\"";
            StringBuilder text = new StringBuilder(head);
            long random = number * 0x9E3779B97F4A7C15L + 1;
            while (text.length() < LINE - 3) {
                random = random * 6364136223846793005L + 1442695040888963407L;
                text.append((char) ('a' + (random >>> 33) % 26));
            }
            return text.append("\"}\n").toString().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void close() throws IOException {
            current = new byte[0];
        }
    }
}
