package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Schema;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of thousands of columns, and thousands of tables, fit in a fixed heap; each is made in a JVM of 64 MB. */
class WideTablesIT {
    private static final int FIELDS = 4_000;

    @TempDir
    Path folder;

    @Test
    void normalizesTablesOfThousandsOfColumns() throws Exception {
        normalize("flat");

        assertThat(files("events", "count(*), sum(i0), sum(i3996), count(distinct s1), count(s3997), sum(d3998)"))
                .isEqualTo("[250, 31125, 1030125, 250, 250, 515375.0]");
    }

    @Test
    void normalizesColumnsThatComeLittleByLittle() throws Exception {
        normalize("progressive");

        assertThat(files("events", "count(*), count(i0), sum(i0), sum(i3996), count(s3997), sum(d3998)"))
                .isEqualTo("[2000, 20, 19000, 100900, 20, 50470.0]");
    }

    @Test
    void normalizesManyTables() throws Exception {
        normalize("tables");

        assertThat(files("events__list799", "count(*), sum(i3996), count(s3997), sum(d3998)"))
                .isEqualTo("[100, 404550, 100, 202400.0]");
    }

    private void normalize(String shape) throws Exception {
        SmallJvm.run(Child.class, List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"), folder.toString(), shape);
    }

    private String files(String table, String values) {
        return NormalizedFiles.query("select " + values + " from read_parquet('" + folder + "/" + table
                        + ".*.parquet', union_by_name = true)")
                .get(0)
                .values()
                .toString();
    }

    /** Runs in the small JVM. */
    static final class Child {
        public static void main(String[] arguments) {
            NormalizeSettings settings = NormalizedFiles.settings(2, 256L << 20);
            ResourceDefinition events = ResourceDefinition.of(
                    "events", state -> Stream.of(new RawJson("events", () -> records(arguments[1]))));
            NormalizedFiles.of(Path.of(arguments[0]), settings, Schema.empty("test"), events);
        }

        private static InputStream records(String shape) {
            return switch (shape) {
                case "flat" -> lines(250, row -> "{" + fields(row, 0, FIELDS) + "}");
                case "progressive" -> lines(2_000, row -> "{" + fields(row, row * 40 % FIELDS, 40) + "}");
                default -> lines(100, row -> lists(800, i -> "{" + fields(row, i * 5, 5) + "}"));
            };
        }

        private static String lists(int count, IntFunction<String> elements) {
            StringJoiner fields = new StringJoiner(",", "{", "}");
            IntStream.range(0, count).forEach(i -> fields.add("\"list" + i + "\":[" + elements.apply(i) + "]"));
            return fields.toString();
        }

        /** Integers, texts, numbers and truth values in turn. */
        private static String fields(int row, int first, int count) {
            StringJoiner fields = new StringJoiner(",");
            for (int i = first; i < first + count; i++) {
                switch (i % 4) {
                    case 0 -> fields.add("\"i" + i + "\":" + (row + i));
                    case 1 -> fields.add("\"s" + i + "\":\"v" + row + "_" + i + "\"");
                    case 2 -> fields.add("\"d" + i + "\":" + (row + i) / 2 + (i % 8 == 6 ? ".5" : ".25"));
                    default -> fields.add("\"b" + i + "\":" + (row % 2 == 0));
                }
            }
            return fields.toString();
        }

        private static InputStream lines(int count, IntFunction<String> line) {
            return new SequenceInputStream(new Enumeration<>() {
                private int next;

                @Override
                public boolean hasMoreElements() {
                    return next < count;
                }

                @Override
                public InputStream nextElement() {
                    return new ByteArrayInputStream((line.apply(next++) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            });
        }
    }
}
