package dev.tributary.athena.statement;

import static dev.tributary.athena.statement.Names.list;

import java.util.ArrayList;
import java.util.List;

/** The statements of a merge while they are written, in their order. */
final class StatementList {
    private static final String PATH = "\"_dlt_path\"";

    private final List<String> statements = new ArrayList<>();

    /** Adds a statement of these parts. */
    void add(String... parts) {
        statements.add(String.join(" ", parts).strip());
    }

    /** Inserts the rows that a query has into a table, in as many statements as its load needs. */
    void insert(StagedTable table, String select) {
        for (String part : parts(table)) {
            add("INSERT INTO", table.target(), "(" + list(table.columns()) + ")", select, part);
        }
    }

    /** Conditions that cut a table's load into what one statement can write; a single empty one when all is written at once. */
    static List<String> parts(StagedTable table) {
        return table.batches().isEmpty()
                ? List.of("")
                : table.batches().stream()
                        .map(b -> "AND " + CopyStatements.in(b).replace("\"$path\"", PATH))
                        .toList();
    }

    /** What a subquery lets its file be known by, where a load is cut. */
    static String path(StagedTable table) {
        return table.batches().isEmpty() ? "" : ", \"$path\" AS " + PATH;
    }

    List<String> all() {
        return List.copyOf(statements);
    }
}
