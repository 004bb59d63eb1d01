package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.extract.Extract;
import dev.tributary.naming.NamingConvention;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.progress.Progress;
import dev.tributary.schema.Schema;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString(),
                        Long.toString(bytes))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
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

    /** Runs in the small JVM. */
    static final class Child {
        public static void main(String[] arguments) {
            long bytes = Long.parseLong(arguments[1]);
            SourceDefinition source = new SourceDefinition(
                    "test",
                    List.of(ResourceDefinition.of(
                            "events", state -> Stream.of(new RawJson("events", () -> new Records(bytes))))),
                    null);
            NormalizeSettings settings = new NormalizeSettings(
                    Runtime.getRuntime().maxMemory() / 3,
                    2,
                    256L << 20,
                    ParquetSettings.defaults(),
                    NamingConvention.athena(),
                    null,
                    null);
            try (Normalize normalize = new Normalize(
                    "test",
                    NormalizedFiles.LOAD_ID,
                    source,
                    Schema.empty("test"),
                    TableFormat.ICEBERG,
                    Path.of(arguments[0]),
                    settings,
                    Progress.NONE)) {
                new Extract(normalize::accept).run(source, PipelineState.initial("p", "d", source.name()));
                normalize.finish();
            }
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
