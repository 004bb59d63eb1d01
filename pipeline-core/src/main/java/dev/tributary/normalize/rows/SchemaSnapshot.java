package dev.tributary.normalize.rows;

import dev.tributary.normalize.contract.TableRules;
import dev.tributary.normalize.id.RowIdRule;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnDefaults;
import dev.tributary.schema.DataType;
import dev.tributary.schema.SchemaContract.Mode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the schema was when a batch was normalized; a batch made with an older one is checked before it counts. */
public final class SchemaSnapshot {
    private final long version;
    private final Map<String, SnapshotTable> tables;

    /** The tables that exist with the one they are nested in; empty for none. */
    private final Map<String, String> parents;

    /** Root tables whose first records are no longer held, so that their new columns can't be widened. */
    private final Set<String> closedWindows;

    private final Map<String, RowIdRule> rowIds;
    private final Map<String, ColumnFilter> filters;
    private final TableRules rulesOfNewTables;
    private final ColumnDefaults defaults;

    public SchemaSnapshot(
            long version,
            Map<String, SnapshotTable> tables,
            Map<String, String> parents,
            Set<String> closedWindows,
            Map<String, RowIdRule> rowIds,
            Map<String, ColumnFilter> filters,
            TableRules rulesOfNewTables,
            ColumnDefaults defaults) {
        this.defaults = defaults;
        this.rulesOfNewTables = rulesOfNewTables;
        this.version = version;
        this.tables = tables;
        this.parents = parents;
        this.closedWindows = closedWindows;
        this.rowIds = rowIds;
        this.filters = filters;
    }

    /** Whether a root table's first records are still held. */
    public boolean isWindowOpen(String root) {
        return !closedWindows.contains(root);
    }

    /** Where the rows of a root table get their ids from. */
    public RowIdRule rowIds(String root) {
        return rowIds.getOrDefault(root, RowIdRule.COUNTED);
    }

    /** What a root table leaves out. */
    public ColumnFilter filter(String root) {
        return filters.getOrDefault(root, ColumnFilter.NONE);
    }

    /** Whether a table is nested in that one, or is new. */
    boolean mayNest(String table, String parent) {
        return !parents.containsKey(table) || parent.equals(parents.get(table));
    }

    /** What new columns get because of their names. */
    ColumnDefaults defaults() {
        return defaults;
    }

    /** The rules for root tables that nobody declared. */
    TableRules rulesOfNewTables() {
        return rulesOfNewTables;
    }

    public long version() {
        return version;
    }

    /** What is known of a table; something empty, with these rules, for one that does not exist. */
    SnapshotTable table(String name, boolean windowOpen, TableRules otherwise) {
        SnapshotTable table = tables.get(name);
        return table == null ? new SnapshotTable(Map.of(), windowOpen, otherwise, List.of(), Set.of()) : table;
    }

    /** A column of a table, where it has that. */
    @Nullable
    public Column column(String table, String column) {
        SnapshotTable known = tables.get(table);
        SnapshotColumn found = known == null ? null : known.columns().get(column);
        return found == null ? null : found.column();
    }

    /** The type of a column, where the table has it with one. */
    @Nullable
    DataType type(String table, String column) {
        SnapshotTable known = tables.get(table);
        return known == null ? null : known.type(column);
    }

    /**
     * A table's columns by name, whether columns that are new in this run may still be widened, what a contract lets
     * change, the columns that no row may lack, and those that may not be null.
     */
    public record SnapshotTable(
            Map<String, SnapshotColumn> columns,
            boolean windowOpen,
            TableRules rules,
            List<String> required,
            Set<String> notNull) {
        Slot newSlot(String column) {
            SnapshotColumn known = columns.get(column);
            return known == null
                    ? new Slot(column, null, windowOpen, true)
                    : new Slot(column, known.column(), known.soft(), known.exact());
        }

        /** What a contract does with a value that would give a column its type, as a variant of another one or not. */
        Mode mode(String column, boolean variant) {
            SnapshotColumn known = columns.get(column);
            return known == null || known.column().type() == null ? rules.column(column, variant) : Mode.EVOLVE;
        }

        @Nullable
        DataType type(String column) {
            SnapshotColumn known = columns.get(column);
            return known == null ? null : known.column().type();
        }
    }

    /** A column, whether it may still be widened, and whether all its integers are exact as doubles. */
    public record SnapshotColumn(Column column, boolean soft, boolean exact) {}
}
