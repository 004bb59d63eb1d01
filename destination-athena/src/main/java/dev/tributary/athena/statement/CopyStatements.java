package dev.tributary.athena.statement;

import static dev.tributary.athena.sql.Literals.name;
import static dev.tributary.athena.statement.Names.list;

import dev.tributary.athena.merge.ChainMerge;
import dev.tributary.athena.sql.Literals;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements that copy a staged load into its table. */
public final class CopyStatements {
    private CopyStatements() {}

    /** Adds the rows; once more, those that an earlier run of the same load has not added. */
    public static List<String> append(StagedTable table, String loadId, boolean again) {
        String condition = again ? missing(table, loadId) : "true";
        return insert(table, condition);
    }

    private static String missing(StagedTable table, String loadId) {
        Optional<Column> key = table.table().columns().stream()
                .filter(c -> c.has(ColumnHint.ROW_KEY))
                .findFirst();
        if (key.isEmpty()) {
            return "true";
        }
        String id = name(ChainMerge.rowKey(table.table()));
        boolean isRoot = table.table().find("_dlt_load_id").isPresent();
        return "%s NOT IN (SELECT %s FROM %s WHERE %s)"
                .formatted(
                        id,
                        id,
                        table.target(),
                        isRoot ? "\"_dlt_load_id\" = " + Literals.of(loadId) : id + " IS NOT NULL");
    }

    /** Exchanges all rows; a reader may see none in between. */
    public static List<String> replace(StagedTable table) {
        List<String> statements = new ArrayList<>();
        statements.add("DELETE FROM " + table.target());
        statements.addAll(insert(table, "true"));
        return statements;
    }

    private static List<String> insert(StagedTable table, String condition) {
        String insert = "INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s"
                .formatted(table.target(), list(table.columns()), list(table.columns()), table.staging(), condition);
        return table.batches().isEmpty()
                ? List.of(insert)
                : table.batches().stream().map(b -> insert + " AND " + in(b)).toList();
    }

    /** Whether a row comes from one of the files. */
    static String in(List<String> files) {
        return files.stream().map(Literals::of).collect(Collectors.joining(", ", "\"$path\" IN (", ")"));
    }
}
