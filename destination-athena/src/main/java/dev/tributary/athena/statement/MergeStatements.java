package dev.tributary.athena.statement;

import static dev.tributary.athena.sql.Literals.name;
import static dev.tributary.athena.statement.Names.key;
import static dev.tributary.athena.statement.Names.list;

import dev.tributary.athena.merge.ChainMerge;
import dev.tributary.athena.merge.MergeHints;
import dev.tributary.athena.merge.Validity;
import dev.tributary.athena.sql.Literals;
import dev.tributary.schema.DataType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements that merge a load into a root table and its nested tables, in their order. Done again from the first on, by
 * whoever, they leave the same rows.
 */
public final class MergeStatements {
    private static final String PATH = "\"_dlt_path\"";

    private final StagedTable root;
    private final List<StagedTable> nested;
    private final MergeHints hints;
    private final Instant loaded;
    private final String rowKey;
    private final List<String> statements = new ArrayList<>();

    private MergeStatements(StagedTable root, List<StagedTable> nested, Instant loaded) {
        this.root = root;
        this.nested = nested;
        this.hints = MergeHints.of(root.table());
        this.loaded = loaded;
        this.rowKey = hints.rowKey() == null ? "_dlt_id" : hints.rowKey();
    }

    /** The statements for a chain; a load made at that time begins and ends rows of scd2. */
    public static List<String> of(StagedTable root, List<StagedTable> nested, Instant loaded) {
        MergeStatements merge = new MergeStatements(root, nested, loaded);
        switch (merge.hints.strategy()) {
            case DELETE_INSERT -> merge.deleteInsert();
            case UPSERT -> merge.upsert();
            case INSERT_ONLY -> merge.insertOnly();
            case SCD2 -> merge.history();
        }
        return List.copyOf(merge.statements);
    }

    private void add(String... parts) {
        statements.add(String.join(" ", parts).strip());
    }

    private void deleteInsert() {
        String found = found();
        if (!found.isEmpty()) {
            for (StagedTable table : nested) {
                add(
                        "DELETE FROM",
                        table.target(),
                        "WHERE",
                        name(rootKey(table)),
                        "IN (SELECT",
                        name(rowKey),
                        "FROM",
                        root.target(),
                        "WHERE",
                        found + ")");
            }
            add("DELETE FROM", root.target(), "WHERE", found);
        }
        insert(root, taken(root.columns()));
        for (StagedTable table : nested) {
            insert(table, followers(table));
        }
    }

    /** What is true of a row of the table that has a key of the load. */
    private String found() {
        List<String> either = new ArrayList<>();
        for (List<String> key : List.of(hints.primaryKey(), hints.mergeKey())) {
            if (!key.isEmpty()) {
                either.add("%s IN (SELECT %s FROM %s)".formatted(key(key), list(key), root.staging()));
            }
        }
        return String.join(" OR ", either);
    }

    /** The load's root rows that are taken; a row's id decides between those that are equal otherwise. */
    private String taken(List<String> columns) {
        return numbered(columns) + " WHERE " + (hints.primaryKey().isEmpty() ? "true" : "\"_dlt_number\" = 1") + " AND "
                + notGone("");
    }

    /** The load's root rows numbered within their primary key, the one to take first. */
    private String numbered(List<String> columns) {
        List<String> inner = new ArrayList<>(columns);
        if (hints.hardDelete() != null && !inner.contains(hints.hardDelete().name())) {
            inner.add(hints.hardDelete().name());
        }
        if (hints.primaryKey().isEmpty()) {
            return "SELECT %s FROM (SELECT %s%s FROM %s)"
                    .formatted(list(columns), list(inner), path(root), root.staging());
        }
        return "SELECT %s FROM (SELECT %s%s, row_number() OVER (PARTITION BY %s ORDER BY %s) AS \"_dlt_number\" FROM %s)"
                .formatted(list(columns), list(inner), path(root), list(hints.primaryKey()), order(), root.staging());
    }

    private String order() {
        String byId = name(rowKey) + " DESC";
        return hints.dedupSort() == null
                ? byId
                : name(hints.dedupSort().name()) + (hints.highestFirst() ? " DESC" : " ASC") + " NULLS LAST, " + byId;
    }

    private String gone(String prefix) {
        if (hints.hardDelete() == null) {
            return "false";
        }
        String column = prefix + name(hints.hardDelete().name());
        return hints.hardDelete().type() == DataType.BOOL ? "coalesce(" + column + ", false)" : column + " IS NOT NULL";
    }

    private String notGone(String prefix) {
        return hints.hardDelete() == null ? "true" : "NOT " + gone(prefix);
    }

    /** A nested table's rows whose root is taken, each id once. */
    private String followers(StagedTable table) {
        String unique = unique(table);
        boolean all = hints.primaryKey().isEmpty() && hints.hardDelete() == null;
        return all ? unique : unique + " AND %s IN (%s)".formatted(name(rootKey(table)), taken(List.of(rowKey)));
    }

    private String unique(StagedTable table) {
        String id = name(ownKey(table));
        return "SELECT %s FROM (SELECT %s%s, row_number() OVER (PARTITION BY %s ORDER BY %s) AS \"_dlt_number\" FROM %s) WHERE \"_dlt_number\" = 1"
                .formatted(list(table.columns()), list(table.columns()), path(table), id, id, table.staging());
    }

    private void insert(StagedTable table, String select) {
        for (String part : parts(table)) {
            add("INSERT INTO", table.target(), "(" + list(table.columns()) + ")", select, part);
        }
    }

    /** Conditions that cut a table's load into what one statement can write; a single empty one when all is written at once. */
    private static List<String> parts(StagedTable table) {
        return table.batches().isEmpty()
                ? List.of("")
                : table.batches().stream()
                        .map(b -> "AND " + CopyStatements.in(b).replace("\"$path\"", PATH))
                        .toList();
    }

    /** What a subquery lets its file be known by, where a load is cut. */
    private static String path(StagedTable table) {
        return table.batches().isEmpty() ? "" : ", \"$path\" AS " + PATH;
    }

    private void upsert() {
        mergeRoot(true);
        for (StagedTable table : nested) {
            String root = name(rootKey(table));
            String id = name(ownKey(table));
            add(
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
            merge(table, followers(table), List.of(ownKey(table)), "", updates(table));
            if (hints.hardDelete() != null) {
                add(
                        "DELETE FROM",
                        table.target(),
                        "WHERE",
                        root,
                        "IN (SELECT",
                        name(rowKey),
                        "FROM",
                        this.root.staging(),
                        "WHERE",
                        gone(""),
                        ") AND",
                        root,
                        "NOT IN (" + taken(List.of(rowKey)) + ")");
            }
        }
    }

    private void insertOnly() {
        mergeRoot(false);
        for (StagedTable table : nested) {
            merge(table, followers(table), List.of(ownKey(table)), "", "");
        }
    }

    private void mergeRoot(boolean updates) {
        String delete = updates && hints.hardDelete() != null ? "WHEN MATCHED AND " + gone("s.") + " THEN DELETE " : "";
        String source = numbered(root.columns()) + " WHERE \"_dlt_number\" = 1";
        merge(root, source, hints.primaryKey(), delete, updates ? updates(root) : "", notGone("s."));
    }

    private void merge(StagedTable table, String source, List<String> key, String delete, String update) {
        merge(table, source, key, delete, update, "true");
    }

    private void merge(
            StagedTable table, String source, List<String> key, String delete, String update, String wanted) {
        String on = key.stream()
                .map(c -> Names.of("d", c) + " = " + Names.of("s", c))
                .collect(Collectors.joining(" AND "));
        for (String part : parts(table)) {
            add(
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

    private void history() {
        Validity validity = Validity.of(root.table(), loaded);
        String version = name(validity.version());
        String boundary = time(validity.boundary());
        String active = validity.active() == null
                ? name(validity.to()) + " IS NULL"
                : name(validity.to()) + " = " + time(validity.active());
        String inKeys = hints.mergeKey().isEmpty()
                ? ""
                : "AND %s IN (SELECT %s FROM %s)"
                        .formatted(key(hints.mergeKey()), list(hints.mergeKey()), root.staging());
        add(
                "UPDATE",
                root.target(),
                "SET",
                name(validity.to()),
                "=",
                boundary,
                "WHERE",
                active,
                "AND (" + version,
                "IS NULL OR",
                version,
                "NOT IN (SELECT",
                version,
                "FROM",
                root.staging(),
                "WHERE",
                version,
                "IS NOT NULL))",
                inKeys);
        List<String> columns = new ArrayList<>(root.columns());
        columns.removeAll(List.of(validity.from(), validity.to()));
        List<String> all = new ArrayList<>(columns);
        all.addAll(List.of(validity.from(), validity.to()));
        List<String> parts = root.batches().isEmpty()
                ? List.of("")
                : root.batches().stream()
                        .map(b -> " AND " + CopyStatements.in(b))
                        .toList();
        for (String part : parts) {
            add(
                    "INSERT INTO",
                    root.target(),
                    "(" + list(all) + ") SELECT",
                    list(columns) + ",",
                    boundary + ",",
                    validity.active() == null ? "CAST(NULL AS timestamp(6))" : time(validity.active()),
                    "FROM",
                    root.staging(),
                    "WHERE (" + version,
                    "IS NULL OR",
                    version,
                    "NOT IN (SELECT",
                    version,
                    "FROM",
                    root.target(),
                    "WHERE",
                    active,
                    "AND",
                    version,
                    "IS NOT NULL))" + part);
        }
        for (StagedTable table : nested) {
            String id = name(ownKey(table));
            insert(
                    table,
                    unique(table)
                            + " AND %s NOT IN (SELECT %s FROM %s WHERE %s IS NOT NULL)"
                                    .formatted(id, id, table.target(), id));
        }
    }

    private static String time(@Nullable Long micros) {
        return Literals.of(micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private static String rootKey(StagedTable table) {
        return ChainMerge.rootKey(table.table());
    }

    private static String ownKey(StagedTable table) {
        return ChainMerge.rowKey(table.table());
    }
}
