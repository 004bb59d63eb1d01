package dev.tributary.athena.statement;

import static dev.tributary.athena.sql.Literals.name;
import static dev.tributary.athena.statement.Names.list;

import dev.tributary.athena.merge.MergeHints;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that merge a load into a root table and its nested tables, in their order. Done again from the first on, by
 * whoever, they leave the same rows.
 */
public final class MergeStatements {
    private final StagedTable root;
    private final List<StagedTable> nested;
    private final MergeHints hints;
    private final String rowKey;
    private final LoadedRows rows;
    private final StatementList statements = new StatementList();

    private MergeStatements(StagedTable root, List<StagedTable> nested) {
        this.root = root;
        this.nested = nested;
        this.hints = MergeHints.of(root.table());
        this.rows = new LoadedRows(root, hints);
        this.rowKey = rows.rowKey();
    }

    /** The statements for a chain; a load made at that time begins and ends rows of scd2. */
    public static List<String> of(StagedTable root, List<StagedTable> nested, Instant loaded) {
        MergeStatements merge = new MergeStatements(root, nested);
        switch (merge.hints.strategy()) {
            case DELETE_INSERT -> merge.deleteInsert();
            case UPSERT -> merge.upsert();
            case INSERT_ONLY -> merge.insertOnly();
            case SCD2 -> new HistoryStatements(merge.statements).add(root, nested, loaded);
        }
        return merge.statements.all();
    }

    private void deleteInsert() {
        String found = rows.found();
        if (!found.isEmpty()) {
            for (StagedTable table : nested) {
                statements.add(
                        "DELETE FROM",
                        table.target(),
                        "WHERE",
                        name(table.rootKey()),
                        "IN (SELECT",
                        name(rowKey),
                        "FROM",
                        root.target(),
                        "WHERE",
                        found + ")");
            }
            statements.add("DELETE FROM", root.target(), "WHERE", found);
        }
        statements.insert(root, rows.taken(root.columns()));
        for (StagedTable table : nested) {
            statements.insert(table, rows.followers(table));
        }
    }

    private void upsert() {
        mergeRoot(true);
        for (StagedTable table : nested) {
            String root = name(table.rootKey());
            String id = name(table.ownKey());
            statements.add(
                    "DELETE FROM",
                    table.target(),
                    "WHERE",
                    root,
                    "IN (SELECT",
                    name(rowKey),
                    "FROM",
                    this.root.staging() + ")",
                    "AND",
                    id,
                    "NOT IN (SELECT",
                    id,
                    "FROM",
                    table.staging(),
                    "WHERE",
                    id,
                    "IS NOT NULL)");
            merge(table, rows.followers(table), List.of(table.ownKey()), "", updates(table));
            if (hints.hardDelete() != null) {
                statements.add(
                        "DELETE FROM",
                        table.target(),
                        "WHERE",
                        root,
                        "IN (SELECT",
                        name(rowKey),
                        "FROM",
                        this.root.staging(),
                        "WHERE",
                        rows.gone(""),
                        ") AND",
                        root,
                        "NOT IN (" + rows.taken(List.of(rowKey)) + ")");
            }
        }
    }

    private void insertOnly() {
        mergeRoot(false);
        for (StagedTable table : nested) {
            merge(table, rows.followers(table), List.of(table.ownKey()), "", "");
        }
    }

    private void mergeRoot(boolean updates) {
        String delete =
                updates && hints.hardDelete() != null ? "WHEN MATCHED AND " + rows.gone("s.") + " THEN DELETE " : "";
        String source = rows.numbered(root.columns()) + " WHERE \"_dlt_number\" = 1";
        merge(root, source, hints.primaryKey(), delete, updates ? updates(root) : "", rows.notGone("s."));
    }

    private void merge(StagedTable table, String source, List<String> key, String delete, String update) {
        merge(table, source, key, delete, update, "true");
    }

    private void merge(
            StagedTable table, String source, List<String> key, String delete, String update, String wanted) {
        String on = key.stream()
                .map(c -> Names.of("d", c) + " = " + Names.of("s", c))
                .collect(Collectors.joining(" AND "));
        for (String part : StatementList.parts(table)) {
            statements.add(
                    "MERGE INTO",
                    table.target(),
                    "d USING (" + source,
                    part + ") s ON",
                    on,
                    delete + update,
                    "WHEN NOT MATCHED" + (wanted.equals("true") ? "" : " AND " + wanted),
                    "THEN INSERT (" + list(table.columns()) + ") VALUES (" + list("s", table.columns()) + ")");
        }
    }

    private static String updates(StagedTable table) {
        return "WHEN MATCHED THEN UPDATE SET "
                + table.columns().stream()
                        .map(c -> name(c) + " = " + Names.of("s", c))
                        .collect(Collectors.joining(", "));
    }
}
