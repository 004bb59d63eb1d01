package dev.tributary.athena.statement;

import static dev.tributary.athena.sql.Literals.name;
import static dev.tributary.athena.statement.Names.key;
import static dev.tributary.athena.statement.Names.list;

import dev.tributary.athena.merge.MergeHints;
import dev.tributary.athena.merge.Validity;
import dev.tributary.athena.sql.Literals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of merge strategy scd2: rows that a load has no more end, and rows that it has newly begin. */
record HistoryStatements(StatementList statements) {
    /** Adds the statements for a chain; a load made at that time begins and ends rows. */
    void add(StagedTable root, List<StagedTable> nested, Instant loaded) {
        MergeHints hints = MergeHints.of(root.table());
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
        statements.add(
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
            statements.add(
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
            String id = name(table.ownKey());
            statements.insert(
                    table,
                    LoadedRows.unique(table)
                            + " AND %s NOT IN (SELECT %s FROM %s WHERE %s IS NOT NULL)"
                                    .formatted(id, id, table.target(), id));
        }
    }

    private static String time(@Nullable Long micros) {
        return Literals.of(micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
