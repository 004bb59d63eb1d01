package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.RunSettings;
import dev.tributary.schema.Column;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What runs load, as Athena's own kind of engine reads it. */
class EngineReadsIT {
    private static final String RECORDS = """
            {"id": 1, "name": "a", "at": "2026-01-01T00:00:00.123Z", "f": 1.5, "ok": true, "tags": [{"n": 1, "deep": [7]}]}
            {"id": 2, "name": null, "at": "2026-01-01T10:00:00+02:00", "f": -1e300, "ok": false, "tags": []}
            """;

    @AutoClose
    static TestLake lake;

    @TempDir
    Path working;

    @BeforeAll
    static void start() {
        assumeTrue(TestLake.ENGINE.findsJava(), "no JDK 25 or newer found (set TRIBUTARY_ENGINE_JAVA_HOME to one)");
        lake = TestLake.start();
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void readsWhatWasLoadedAddedWidenedAndReplaced(TableFormat format) {
        String dataset = "read_" + format.id();
        String millis = format == TableFormat.ICEBERG ? ".123000" : ".123";

        load(dataset, format, WriteDisposition.APPEND, RECORDS);
        assertThat(lake.query(dataset, "SELECT id, name, at, f, ok FROM files ORDER BY id"))
                .containsExactly(
                        List.of("1", "a", "2026-01-01 00:00:00" + millis, "1.5", "true"),
                        List.of(
                                "2",
                                "null",
                                "2026-01-01 08:00:00" + millis.replace("123", "000"),
                                "-1.0E300",
                                "false"));
        assertThat(lake.query(
                        dataset,
                        "SELECT f.id, t.n, d.value FROM files f JOIN files__tags t ON t._dlt_parent_id = f._dlt_id"
                                + " JOIN files__tags__deep d ON d._dlt_parent_id = t._dlt_id"))
                .containsExactly(List.of("1", "1", "7"));

        load(dataset, format, WriteDisposition.APPEND, "{\"id\": 3, \"added\": 12345678901234567890}");
        assertThat(lake.query(dataset, "SELECT id, added FROM files ORDER BY id"))
                .containsExactly(List.of("1", "null"), List.of("2", "null"), List.of("3", "12345678901234567890"));
        assertThat(lake.query(dataset, "SELECT count(*) FROM _dlt_loads WHERE status = 0"))
                .containsExactly(List.of("2"));

        load(dataset, format, WriteDisposition.REPLACE, "{\"id\": 4}");
        assertThat(lake.query(dataset, "SELECT id, added FROM files")).containsExactly(List.of("4", "null"));
        assertThat(lake.query(dataset, "SELECT count(*) FROM files__tags")).containsExactly(List.of("0"));
    }

    /** Small row groups, so that one file has many of them, pages of every encoding, and columns that came late. */
    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void readsEveryEncodingAndColumnsThatCameAfterRowGroupsWereOnDisk(TableFormat format) {
        String dataset = "encodings_" + format.id();
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            records.append(
                    "{\"id\":%d,\"url\":\"https://example.org/shared/%06d\",\"kind\":\"k%d\",\"x\":%d.5,\"hash\":\"%s\""
                            .formatted(i, i, i % 7, i * 7919L % 10_007, hash(i)));
            records.append(i >= 30_000 ? ",\"late\":%d,\"word\":\"w%d\"}\n".formatted(i, i % 3) : "}\n");
        }
        RunSettings settings = RunSettings.defaults();
        RunSettings small = new RunSettings(
                settings.extractWorkers(),
                settings.normalizeMemoryBytes(),
                settings.normalizeWorkers(),
                settings.compression(),
                64 << 10,
                settings.fileBytes(),
                settings.namingConvention(),
                null,
                null);

        load(dataset, format, WriteDisposition.APPEND, records.toString(), small);

        assertThat(lake.query(dataset, "SELECT count(DISTINCT \"$path\") FROM files"))
                .containsExactly(List.of("1"));
        assertThat(lake.query(
                        dataset,
                        "SELECT count(*), sum(id), count(DISTINCT url), count(DISTINCT kind), count(late), min(late),"
                                + " max(word), sum(x), count(DISTINCT _dlt_id) FROM files"))
                .containsExactly(
                        List.of("40000", "799980000", "40000", "7", "10000", "30000", "w2", sumOfX(), "40000"));
        assertThat(lake.query(dataset, "SELECT id, late FROM files WHERE url = 'https://example.org/shared/029999'"))
                .containsExactly(List.of("29999", "null"));
        assertThat(lake.query(dataset, "SELECT url, word FROM files WHERE late = 39999 AND kind = 'k1'"))
                .containsExactly(List.of("https://example.org/shared/039999", "w0"));
        assertThat(lake.query(dataset, "SELECT count(DISTINCT hash), max(length(hash)) FROM files"))
                .containsExactly(List.of("40000", "16"));
        assertThat(lake.query(dataset, "SELECT id FROM files WHERE hash = '" + hash(31_415) + "'"))
                .containsExactly(List.of("31415"));
        assertThat(lake.query(dataset, "SELECT id FROM files WHERE hash = '" + hash(-1) + "'"))
                .isEmpty();
        assertThat(lake.query(dataset, "SELECT count(*) FROM files WHERE word IS NULL AND id >= 12000"))
                .containsExactly(List.of("18000"));
    }

    /** Numbers at random, whose later pages are stored as they are. */
    @Test
    void readsPagesThatNoCompressionMakesSmaller() {
        StringBuilder records = new StringBuilder();
        Random random = new Random(5);
        long all = 0;
        long last = 0;
        for (int i = 0; i < 150_000; i++) {
            last = random.nextLong();
            all ^= last;
            records.append("{\"id\":%d,\"noise\":%d}\n".formatted(i, last));
        }

        load("noise", TableFormat.ICEBERG, WriteDisposition.APPEND, records.toString());

        assertThat(lake.query("noise", "SELECT count(*), bitwise_xor_agg(noise) FROM files"))
                .containsExactly(List.of("150000", String.valueOf(all)));
        assertThat(lake.query("noise", "SELECT id FROM files WHERE noise = " + last))
                .containsExactly(List.of("149999"));
    }

    /** Texts that have nothing in common. */
    private static String hash(int number) {
        return "%016x".formatted(number * 0x9E37_79B9_7F4A_7C15L);
    }

    private static String sumOfX() {
        double sum = 0;
        for (int i = 0; i < 40_000; i++) {
            sum += i * 7919L % 10_007 + 0.5;
        }
        return String.valueOf(sum);
    }

    private void load(String dataset, TableFormat format, WriteDisposition disposition, String records) {
        load(dataset, format, disposition, records, RunSettings.defaults());
    }

    private void load(
            String dataset, TableFormat format, WriteDisposition disposition, String records, RunSettings settings) {
        ResourceDefinition files = ResourceDefinition.of("files", state -> Stream.of(RawJson.of("files", records)))
                .with(TableHints.of("files")
                        .columns(
                                Column.of("hash").bloomFilter(), Column.of("id").incremental()))
                .with(format)
                .with(disposition);
        Pipeline.of(dataset, dataset, AthenaDestination.of(lake.settings()), working, settings)
                .run(new SourceDefinition("test", List.of(files), null), RunOptions.defaults());
    }
}
