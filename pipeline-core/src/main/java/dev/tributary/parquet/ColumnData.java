package dev.tributary.parquet;

import dev.tributary.schema.Column;
import java.util.function.Supplier;

/** A column with the values of some rows; the buffer, which may be made when it is needed, fits the column's type. */
public record ColumnData(Column column, Supplier<ColumnBuffer> source) {
    public ColumnData(Column column, ColumnBuffer values) {
        this(column, () -> values);
    }

    /** The values. */
    public ColumnBuffer values() {
        return source.get();
    }
}
