package dev.tributary.schema;

import org.jspecify.annotations.Nullable;

/**
 * One field of a table's partitioning: a column and a transform. HIVE takes IDENTITY and the date parts, ICEBERG all.
 * The argument is the number of buckets or the width of TRUNCATE, and is absent otherwise.
 */
public record PartitionField(
        String column, Transform transform, @Nullable Integer argument) {

    /** How a value becomes a partition value. */
    public enum Transform {
        IDENTITY,
        YEAR,
        MONTH,
        DAY,
        HOUR,
        BUCKET,
        TRUNCATE
    }

    public PartitionField {
        boolean needsArgument = transform == Transform.BUCKET || transform == Transform.TRUNCATE;
        if (needsArgument != (argument != null)) {
            throw new IllegalArgumentException(transform + " takes " + (needsArgument ? "a number" : "no number"));
        }
    }
}
