package dev.tributary.athena.parquet;

import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.parquet.Parquet;

/** Reads Parquet files by Iceberg's reader. */
public final class ParquetRecords {
    private ParquetRecords() {}

    /** The records of a file in its order, whose columns are found by name where the file has no ids; must be closed. */
    public static CloseableIterable<Record> of(InputFile file, Schema schema) {
        return Parquet.read(file)
                .project(schema)
                .withNameMapping(MappingUtil.create(schema))
                .createReaderFunc(fileSchema -> GenericParquetReaders.buildReader(schema, fileSchema))
                .build();
    }
}
