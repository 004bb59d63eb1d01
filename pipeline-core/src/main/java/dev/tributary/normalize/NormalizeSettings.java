package dev.tributary.normalize;

import dev.tributary.naming.NamingConvention;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.schema.Detection;
import dev.tributary.schema.SchemaContract;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How records become files.
 *
 * @param memoryBytes what all open column buffers may take together
 * @param workers threads that parse and flatten
 * @param fileBytes the size at which a data file is closed and the next one begun
 * @param maxRejects how many rejected records a run bears; absent for any number, but none where a contract freezes
 * @param maxTableNesting how deep objects and lists are unfolded where neither resource nor source says; absent for 1000
 * @param detections what values are taken for, instead of what source and schema say; absent to leave it to them
 * @param contract what records may change in the schema, instead of what source and resources say
 */
public record NormalizeSettings(
        long memoryBytes,
        int workers,
        long fileBytes,
        ParquetSettings parquet,
        NamingConvention naming,
        @Nullable Long maxRejects,
        @Nullable Integer maxTableNesting,
        @Nullable Set<Detection> detections,
        @Nullable SchemaContract contract) {

    /** Settings that leave detections and contracts to source and schema. */
    public NormalizeSettings(
            long memoryBytes,
            int workers,
            long fileBytes,
            ParquetSettings parquet,
            NamingConvention naming,
            @Nullable Long maxRejects,
            @Nullable Integer maxTableNesting) {
        this(memoryBytes, workers, fileBytes, parquet, naming, maxRejects, maxTableNesting, null, null);
    }

    /** The same settings with detections for all sources, whatever they say. */
    public NormalizeSettings detections(@Nullable Set<Detection> chosen) {
        return new NormalizeSettings(
                memoryBytes, workers, fileBytes, parquet, naming, maxRejects, maxTableNesting, chosen, contract);
    }

    /** The same settings with a contract for all tables, whatever source and resources say. */
    public NormalizeSettings contract(@Nullable SchemaContract forAll) {
        return new NormalizeSettings(
                memoryBytes, workers, fileBytes, parquet, naming, maxRejects, maxTableNesting, detections, forAll);
    }
}
