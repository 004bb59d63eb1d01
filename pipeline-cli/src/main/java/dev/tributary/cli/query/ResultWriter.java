package dev.tributary.cli.query;

import dev.tributary.athena.sql.ResultColumn;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes one result; rows are taken one after the other, so that a result may be larger than memory. */
public sealed interface ResultWriter permits TableText, CsvText, JsonText, ParquetRows {
    /** Writes all rows; returns how many they were. */
    long write(List<ResultColumn> columns, Stream<List<@Nullable String>> rows) throws IOException;
}
