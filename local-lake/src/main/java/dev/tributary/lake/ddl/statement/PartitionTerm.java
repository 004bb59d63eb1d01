package dev.tributary.lake.ddl.statement;

import org.jspecify.annotations.Nullable;

/** What stands in PARTITIONED BY. */
public sealed interface PartitionTerm {

    /** A Hive table's partition column, which is not among the others. */
    record KeyColumn(ColumnDefinition column) implements PartitionTerm {}

    /** A column of an Iceberg table, or a transform of one. */
    record Transform(
            Function function, String column, @Nullable Integer argument) implements PartitionTerm {}

    /** Iceberg's transforms. */
    enum Function {
        IDENTITY,
        YEAR,
        MONTH,
        DAY,
        HOUR,
        BUCKET,
        TRUNCATE;

        /** Whether it is written with a number before the column. */
        public boolean takesArgument() {
            return this == BUCKET || this == TRUNCATE;
        }
    }
}
