package dev.tributary.benchmarks.engine;

import dev.tributary.extract.Extract;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.Normalize;
import dev.tributary.normalize.NormalizeResult;
import dev.tributary.normalize.NormalizeSettings;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.progress.Progress;
import dev.tributary.schema.Schema;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.Records;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.state.PipelineState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What a run does up to the load: a resource's records become the files of a package's folder. */
public final class Normalization {
    /** The resource, and so the root table. */
    public static final String TABLE = "events";

    private static final long MEMORY_BYTES = 256L << 20;
    private static final long FILE_BYTES = 256L << 20;

    private final int workers;

    /** With a run's defaults but for the workers. */
    public Normalization(int workers) {
        this.workers = workers;
    }

    /** Writes a file's records into a folder; the tables with their files. */
    public List<PackagedTable> run(Path json, Path folder) {
        return run(state -> Stream.of(RawJson.file(json)), folder);
    }

    /** Writes what a source yields into a folder; the tables with their files. */
    public List<PackagedTable> run(Records records, Path folder) {
        SourceDefinition source =
                new SourceDefinition("benchmark", List.of(ResourceDefinition.of(TABLE, records)), null);
        NormalizeSettings settings = new NormalizeSettings(
                MEMORY_BYTES,
                workers,
                FILE_BYTES,
                ParquetSettings.defaults(),
                NamingConvention.athena(NamingConvention.DEFAULT, NamingConvention.ATHENA_MAX_LENGTH),
                null,
                null);
        try (Normalize normalize = new Normalize(
                "benchmark",
                LoadId.next(Instant.now(), null),
                source,
                Schema.empty(source.name()),
                TableFormat.ICEBERG,
                folder,
                settings,
                Progress.NONE)) {
            new Extract(normalize::accept).run(source, PipelineState.initial("benchmark", "benchmark", source.name()));
            NormalizeResult result = normalize.finish();
            if (result.rejects() > 0) {
                throw new IllegalStateException(result.rejects() + " records were rejected");
            }
            return result.tables();
        }
    }
}
