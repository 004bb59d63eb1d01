package dev.tributary.normalize;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import java.util.List;
import java.util.Set;

/** The columns that every table gets, in dlt's order behind those of a table's first row. */
final class SystemColumns {
    static final String ID = "_dlt_id";
    static final String LOAD_ID = "_dlt_load_id";
    static final String PARENT_ID = "_dlt_parent_id";
    static final String LIST_INDEX = "_dlt_list_idx";

    static final Column ROW_KEY = Column.required(ID, DataType.TEXT, ColumnHint.UNIQUE, ColumnHint.ROW_KEY);
    private static final List<Column> ROOT = List.of(Column.required(LOAD_ID, DataType.TEXT), ROW_KEY);
    private static final List<Column> NESTED = List.of(
            Column.required(PARENT_ID, DataType.TEXT, ColumnHint.PARENT_KEY),
            Column.required(LIST_INDEX, DataType.BIGINT),
            ROW_KEY);
    private static final Set<String> NAMES = Set.of(ID, LOAD_ID, PARENT_ID, LIST_INDEX);

    private SystemColumns() {}

    static List<Column> of(boolean nested) {
        return nested ? NESTED : ROOT;
    }

    static boolean contains(String column) {
        return NAMES.contains(column);
    }
}
