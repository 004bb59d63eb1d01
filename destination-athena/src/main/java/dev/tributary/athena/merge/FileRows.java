package dev.tributary.athena.merge;

import dev.tributary.error.LoadException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.DeleteFilter;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.PartitionUtil;
import org.jspecify.annotations.Nullable;

/** The live rows of one of a table's data files, in order: those that no delete file takes out. */
final class FileRows {
    private final Table table;
    private final FileScanTask task;
    private final Deletes deletes;
    private final Schema projection;

    /** Rows of these columns, and behind them the position in the file. */
    FileRows(Table table, FileScanTask task, List<NestedField> columns) {
        this.table = table;
        this.task = task;
        List<NestedField> fields = new ArrayList<>(columns);
        fields.add(MetadataColumns.ROW_POSITION);
        this.deletes = new Deletes(table, task, new Schema(fields));
        this.projection = deletes.requiredSchema();
        if (task.file().format() != FileFormat.PARQUET) {
            throw LoadException.permanent(
                    "Cannot merge into table '%s': its file '%s' is %s (rewrite the table's files as Parquet)"
                            .formatted(
                                    table.name(),
                                    task.file().location(),
                                    task.file().format()),
                    null);
        }
    }

    /** How many rows are taken out already, as far as positions tell. */
    long deleted() {
        return deletes.hasPosDeletes() ? deletes.deletedRowPositions().cardinality() : 0;
    }

    /** Whether some rows may be taken out by values, which nobody has counted. */
    boolean hasDeletesByValue() {
        return deletes.hasEqDeletes();
    }

    /** The rows, without groups of which the filter says that none is true; a row holds until the next is asked for. */
    CloseableIterable<Record> read(Expression filter) {
        DataFile file = task.file();
        Parquet.ReadBuilder read = Parquet.read(table.io().newInputFile(file))
                .project(projection)
                .createReaderFunc(
                        (expected, inFile) -> InternalReader.create(expected, inFile, PartitionUtil.constantsMap(task)))
                .filter(filter)
                .reuseContainers();
        NameMapping names = names();
        if (names != null) {
            read.withNameMapping(names);
        }
        return deletes.filter(read.build());
    }

    private @Nullable NameMapping names() {
        String json = table.properties().get("schema.name-mapping.default");
        return json == null ? null : NameMappingParser.fromJson(json);
    }

    /** Iceberg's filter for rows in internal form. */
    private static final class Deletes extends DeleteFilter<Record> {
        private final Table table;

        Deletes(Table table, FileScanTask task, Schema projection) {
            super(task.file().location(), task.deletes(), table.schema(), projection);
            this.table = table;
        }

        @Override
        protected StructLike asStructLike(Record row) {
            return row;
        }

        @Override
        protected InputFile getInputFile(String location) {
            return table.io().newInputFile(location);
        }
    }
}
