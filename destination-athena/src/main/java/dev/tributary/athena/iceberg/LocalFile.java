package dev.tributary.athena.iceberg;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A local Parquet file for an Iceberg table: its name there without ending, its rows and its partition's texts. */
public record LocalFile(String name, Path path, long rows, List<@Nullable String> partition) {}
