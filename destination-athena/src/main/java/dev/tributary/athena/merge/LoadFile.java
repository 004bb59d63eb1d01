package dev.tributary.athena.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** A file of the load, as an object: its address, length, rows, and its columns with the ids that they have in it. */
public record LoadFile(String location, long bytes, long rows, Schema schema) {
    /** An id that no column has; it reads as null. */
    private static final int ABSENT = 1 << 30;

    /** The rows of some columns, in order; a row holds until the next is asked for. Columns that the file lacks are null. */
    CloseableIterable<Record> read(FileIO io, List<String> columns) {
        List<NestedField> fields = new ArrayList<>();
        for (String column : columns) {
            NestedField field = schema.findField(column);
            fields.add(
                    field == null
                            ? NestedField.optional(ABSENT + fields.size(), column, Types.StringType.get())
                            : field);
        }
        return read(io, new Schema(fields));
    }

    /** The rows of a schema whose ids are the file's, in order; a row holds until the next is asked for. */
    CloseableIterable<Record> read(FileIO io, Schema projection) {
        return Parquet.read(io.newInputFile(location, bytes))
                .project(projection)
                .createReaderFunc((expected, inFile) -> InternalReader.create(expected, inFile))
                .reuseContainers()
                .build();
    }

    /** The types that columns have in the files; of one that all lack, text. */
    static List<Type> types(List<LoadFile> files, List<String> columns) {
        return columns.stream()
                .map(c -> files.stream()
                        .flatMap(f -> Stream.ofNullable(f.schema.findField(c)))
                        .map(NestedField::type)
                        .findFirst()
                        .orElse(Types.StringType.get()))
                .toList();
    }

    /** Whether a column is one that readers make up. */
    static boolean isPosition(NestedField field) {
        return field.fieldId() == MetadataColumns.ROW_POSITION.fieldId();
    }
}
