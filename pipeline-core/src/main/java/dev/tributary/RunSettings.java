package dev.tributary;

import dev.tributary.extract.ExtractSettings;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.NormalizeSettings;
import dev.tributary.parquet.Compression;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.schema.Detection;
import dev.tributary.schema.SchemaContract;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a pipeline runs. Sizes in bytes; absent limits don't limit.
 *
 * @param extractWorkers resources that are read at once
 * @param normalizeMemoryBytes what all open column buffers may take together
 * @param normalizeWorkers threads that parse and flatten
 * @param rowGroupBytes the size at which a row group of a data file ends
 * @param fileBytes the size at which a data file ends
 * @param namingConvention one of {@link NamingConvention#IDS}
 * @param maxRejects how many rejected records a run bears; absent for any number, but none where a contract freezes
 * @param maxTableNesting how deep objects and lists are unfolded where a source doesn't say
 * @param detections what values are taken for beyond their own type, instead of what source and schema say
 * @param contract what records may change in the schema, instead of what source and resources say
 * @param maxIdentifierLength characters that a name of a table or column has at most
 */
public record RunSettings(
        int extractWorkers,
        long normalizeMemoryBytes,
        int normalizeWorkers,
        Compression compression,
        long rowGroupBytes,
        long fileBytes,
        String namingConvention,
        @Nullable Long maxRejects,
        @Nullable Integer maxTableNesting,
        @Nullable Set<Detection> detections,
        @Nullable SchemaContract contract,
        int maxIdentifierLength) {

    /** Settings that leave detections and contracts to source and schema. */
    public RunSettings(
            int extractWorkers,
            long normalizeMemoryBytes,
            int normalizeWorkers,
            Compression compression,
            long rowGroupBytes,
            long fileBytes,
            String namingConvention,
            @Nullable Long maxRejects,
            @Nullable Integer maxTableNesting) {
        this(
                extractWorkers,
                normalizeMemoryBytes,
                normalizeWorkers,
                compression,
                rowGroupBytes,
                fileBytes,
                namingConvention,
                maxRejects,
                maxTableNesting,
                null,
                null,
                NamingConvention.ATHENA_MAX_LENGTH);
    }

    /** The same settings with a contract for all tables, whatever source and resources say. */
    public RunSettings contract(@Nullable SchemaContract forAll) {
        return new RunSettings(
                extractWorkers,
                normalizeMemoryBytes,
                normalizeWorkers,
                compression,
                rowGroupBytes,
                fileBytes,
                namingConvention,
                maxRejects,
                maxTableNesting,
                detections,
                forAll,
                maxIdentifierLength);
    }

    /** The same settings with detections for all sources, whatever they say. */
    public RunSettings detections(@Nullable Set<Detection> chosen) {
        return new RunSettings(
                extractWorkers,
                normalizeMemoryBytes,
                normalizeWorkers,
                compression,
                rowGroupBytes,
                fileBytes,
                namingConvention,
                maxRejects,
                maxTableNesting,
                chosen,
                contract,
                maxIdentifierLength);
    }

    /** The same settings with names that are cut after so many characters. */
    public RunSettings maxIdentifierLength(int characters) {
        return new RunSettings(
                extractWorkers,
                normalizeMemoryBytes,
                normalizeWorkers,
                compression,
                rowGroupBytes,
                fileBytes,
                namingConvention,
                maxRejects,
                maxTableNesting,
                detections,
                contract,
                characters);
    }

    /** Five resources at once, 256 MiB of buffers, a worker for each core, zstd, row groups of 32 MiB, files of 256 MiB, snake_case, no limits. */
    public static RunSettings defaults() {
        return new RunSettings(
                ExtractSettings.DEFAULT_WORKERS,
                256L << 20,
                Runtime.getRuntime().availableProcessors(),
                Compression.ZSTD,
                32L << 20,
                256L << 20,
                NamingConvention.DEFAULT,
                null,
                null);
    }

    NamingConvention naming() {
        return NamingConvention.athena(namingConvention, maxIdentifierLength);
    }

    NormalizeSettings normalize() {
        ParquetSettings defaults = ParquetSettings.defaults();
        ParquetSettings parquet =
                new ParquetSettings(compression, rowGroupBytes, defaults.pageBytes(), defaults.dictionaryBytes());
        return new NormalizeSettings(
                normalizeMemoryBytes,
                normalizeWorkers,
                fileBytes,
                parquet,
                naming(),
                maxRejects,
                maxTableNesting,
                detections,
                contract);
    }
}
