package dev.tributary.parquet;

import dev.tributary.schema.Column;

/** A column with the values of some rows; the buffer fits the column's type. */
public record ColumnData(Column column, ColumnBuffer values) {}
