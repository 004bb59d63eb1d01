package dev.tributary.athena.statement;

import static dev.tributary.athena.sql.Literals.name;
import static dev.tributary.athena.statement.Names.key;
import static dev.tributary.athena.statement.Names.list;

import dev.tributary.athena.merge.MergeHints;
import dev.tributary.schema.DataType;
import java.util.ArrayList;
import java.util.List;

/** Which rows of a load a merge takes, as subqueries and conditions of its statements. */
record LoadedRows(StagedTable root, MergeHints hints) {
    /** The column of the root that tells its rows apart. */
    String rowKey() {
        return hints.rowKey() == null ? "_dlt_id" : hints.rowKey();
    }

    /** What is true of a row of the table that has a key of the load. */
    String found() {
        List<String> either = new ArrayList<>();
        for (List<String> key : List.of(hints.primaryKey(), hints.mergeKey())) {
            if (!key.isEmpty()) {
                either.add("%s IN (SELECT %s FROM %s)".formatted(key(key), list(key), root.staging()));
            }
        }
        return String.join(" OR ", either);
    }

    /** The load's root rows that are taken; a row's id decides between those that are equal otherwise. */
    String taken(List<String> columns) {
        return numbered(columns) + " WHERE " + (hints.primaryKey().isEmpty() ? "true" : "\"_dlt_number\" = 1") + " AND "
                + notGone("");
    }

    /** The load's root rows numbered within their primary key, the one to take first. */
    String numbered(List<String> columns) {
        List<String> inner = new ArrayList<>(columns);
        if (hints.hardDelete() != null && !inner.contains(hints.hardDelete().name())) {
            inner.add(hints.hardDelete().name());
        }
        if (hints.primaryKey().isEmpty()) {
            return "SELECT %s FROM (SELECT %s%s FROM %s)"
                    .formatted(list(columns), list(inner), StatementList.path(root), root.staging());
        }
        return "SELECT %s FROM (SELECT %s%s, row_number() OVER (PARTITION BY %s ORDER BY %s) AS \"_dlt_number\" FROM %s)"
                .formatted(
                        list(columns),
                        list(inner),
                        StatementList.path(root),
                        list(hints.primaryKey()),
                        order(),
                        root.staging());
    }

    private String order() {
        String byId = name(rowKey()) + " DESC";
        return hints.dedupSort() == null
                ? byId
                : name(hints.dedupSort().name()) + (hints.highestFirst() ? " DESC" : " ASC") + " NULLS LAST, " + byId;
    }

    /** What is true of a row of the load that deletes; the prefix is an alias and a dot, or nothing. */
    String gone(String prefix) {
        if (hints.hardDelete() == null) {
            return "false";
        }
        String column = prefix + name(hints.hardDelete().name());
        return hints.hardDelete().type() == DataType.BOOL ? "coalesce(" + column + ", false)" : column + " IS NOT NULL";
    }

    String notGone(String prefix) {
        return hints.hardDelete() == null ? "true" : "NOT " + gone(prefix);
    }

    /** A nested table's rows whose root is taken, each id once. */
    String followers(StagedTable table) {
        String unique = unique(table);
        boolean all = hints.primaryKey().isEmpty() && hints.hardDelete() == null;
        return all ? unique : unique + " AND %s IN (%s)".formatted(name(table.rootKey()), taken(List.of(rowKey())));
    }

    /** A table's rows, each id once. */
    static String unique(StagedTable table) {
        String id = name(table.ownKey());
        return "SELECT %s FROM (SELECT %s%s, row_number() OVER (PARTITION BY %s ORDER BY %s) AS \"_dlt_number\" FROM %s) WHERE \"_dlt_number\" = 1"
                .formatted(
                        list(table.columns()),
                        list(table.columns()),
                        StatementList.path(table),
                        id,
                        id,
                        table.staging());
    }
}
