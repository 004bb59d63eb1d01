/**
 * The data files of tables: a file for each partition, finished at its size. Start at {@code TableFiles}; partitions
 * follow from {@code PartitionTransform}. Sees rows and parquet; never the form of records.
 */
@NullMarked
package dev.tributary.normalize.file;

import org.jspecify.annotations.NullMarked;
