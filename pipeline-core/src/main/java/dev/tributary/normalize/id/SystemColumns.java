package dev.tributary.normalize.id;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The columns that every table gets, in dlt's order behind those of a table's first row. */
public final class SystemColumns {
    public static final String ID = "_dlt_id";
    public static final String LOAD_ID = "_dlt_load_id";
    static final String PARENT_ID = "_dlt_parent_id";
    static final String LIST_INDEX = "_dlt_list_idx";
    public static final String ROOT_ID = "_dlt_root_id";

    public static final Column ROW_KEY = Column.required(ID, DataType.TEXT, ColumnHint.UNIQUE, ColumnHint.ROW_KEY);
    private static final List<Column> ROOT = List.of(Column.required(LOAD_ID, DataType.TEXT), ROW_KEY);
    private static final List<Column> NESTED = List.of(
            Column.required(PARENT_ID, DataType.TEXT, ColumnHint.PARENT_KEY),
            Column.required(LIST_INDEX, DataType.BIGINT),
            ROW_KEY);
    private static final Column ROOT_KEY = Column.required(ROOT_ID, DataType.TEXT, ColumnHint.ROOT_KEY);
    private static final List<Column> NESTED_WITH_ROOT =
            Stream.concat(Stream.of(ROOT_KEY), NESTED.stream()).toList();

    /** What names the root in a table that has rows which don't. */
    public static final Column LATE_ROOT_KEY =
            new Column(ROOT_ID, DataType.TEXT, true, null, null, Set.of(ColumnHint.ROOT_KEY), null);

    private static final Set<String> OF_ROOT = Set.of(LOAD_ID, ID);
    private static final Set<String> OF_NESTED = Set.of(PARENT_ID, LIST_INDEX, ID);

    private SystemColumns() {}

    /** The columns of a new root table, or of a nested one, whose rows name their root or don't. */
    public static List<Column> of(boolean nested, boolean rootKey) {
        return nested ? (rootKey ? NESTED_WITH_ROOT : NESTED) : ROOT;
    }

    /** Whether the values of a column are made here; values of that name in records count only as ids of rows. */
    public static boolean contains(boolean nested, boolean rootKey, String column) {
        return column.equals(ROOT_ID) ? nested && rootKey : (nested ? OF_NESTED : OF_ROOT).contains(column);
    }
}
