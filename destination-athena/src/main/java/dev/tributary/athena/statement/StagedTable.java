package dev.tributary.athena.statement;

import dev.tributary.athena.merge.ChainMerge;
import dev.tributary.schema.Table;
import java.util.List;

/**
 * A table and where its load waits: the names of both as statements write them, and which of its columns the load has.
 *
 * @param batches addresses of files, in groups that one statement can insert; without any, all is inserted at once
 */
public record StagedTable(
        Table table, String target, String staging, List<String> columns, List<List<String>> batches) {
    public StagedTable {
        columns = List.copyOf(columns);
        batches = List.copyOf(batches);
    }

    /** A load that one statement inserts. */
    public StagedTable(Table table, String target, String staging, List<String> columns) {
        this(table, target, staging, columns, List.of());
    }

    /** The column that names the root row that a row of this nested table belongs to. */
    String rootKey() {
        return ChainMerge.rootKey(table);
    }

    /** The column that names a row of this table. */
    String ownKey() {
        return ChainMerge.rowKey(table);
    }
}
