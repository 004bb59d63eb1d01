package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.extract.Extract;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.Normalize;
import dev.tributary.normalize.NormalizeResult;
import dev.tributary.normalize.NormalizeSettings;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.progress.Progress;
import dev.tributary.schema.Schema;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.definition.Records;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any records: neither the number of workers nor the records' form changes the result. */
class RandomRecordsNormalizeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void oneWorkerAndFourWriteTheSameFiles(long seed) throws IOException {
        List<Map<String, Object>> records = new RandomRecords(seed).take(3000);

        NormalizeResult one = normalize("one", 1, state -> records.stream());
        NormalizeResult four = normalize("four", 4, state -> records.stream());

        assertThat(four).isEqualTo(one);
        for (PackagedFile file :
                one.tables().stream().flatMap(t -> t.files().stream()).toList()) {
            assertThat(folder.resolve("four").resolve(file.name()))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(file.name()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void mapsLinesAndArraysGiveTheSameTables(long seed) throws IOException {
        List<Map<String, Object>> records = new RandomRecords(seed).take(1000);

        NormalizeResult maps = normalize("maps", 2, state -> records.stream());
        NormalizeResult lines = normalize("lines", 2, state -> Stream.of(RandomRecords.asJsonLines(records)));
        NormalizeResult array = normalize("array", 2, state -> Stream.of(RandomRecords.asJsonArray(records)));

        assertThat(maps.records()).isEqualTo(1000);
        assertThat(lines.schema()).isEqualTo(maps.schema());
        assertThat(array.schema()).isEqualTo(maps.schema());
        assertThat(rows(lines)).isEqualTo(rows(maps));
        assertThat(rows(array)).isEqualTo(rows(maps));
    }

    private static List<String> rows(NormalizeResult result) {
        return result.tables().stream()
                .map(t -> t.name() + " " + t.rows())
                .sorted()
                .toList();
    }

    private NormalizeResult normalize(String name, int workers, Records records) throws IOException {
        Path files = Files.createDirectory(folder.resolve(name));
        SourceDefinition source =
                new SourceDefinition("random", List.of(ResourceDefinition.of("items", records)), null);
        NormalizeSettings settings = new NormalizeSettings(
                64L << 20, workers, 256L << 20, ParquetSettings.defaults(), NamingConvention.athena(), null, null);
        try (Normalize normalize = new Normalize(
                "random",
                new LoadId("1700000000.000000"),
                source,
                Schema.empty("random"),
                TableFormat.ICEBERG,
                files,
                settings,
                Progress.NONE)) {
            new Extract(normalize::accept).run(source, PipelineState.initial("p", "d", source.name()));
            return normalize.finish();
        }
    }
}
