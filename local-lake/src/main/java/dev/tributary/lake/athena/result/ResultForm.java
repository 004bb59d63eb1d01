package dev.tributary.lake.athena.result;

import dev.tributary.lake.sql.StatementKind;

/** How a statement's result lies in S3: what its file is called, and what is in it. */
public enum ResultForm {
    /** A CSV file with a header. */
    ROWS("", ".csv"),
    /** Lines of text without a header. */
    LINES("", ".txt"),
    /** Lines of text under a header. */
    PLAN("", ".txt"),
    /** No file of rows, though it is named. */
    CHANGE("", ".csv"),
    /** The same for a statement that adds rows. */
    ADDITION("", ""),
    /** The same for a table made by a query. */
    TABLE("tables/", "");

    private final String folder;
    private final String ending;

    ResultForm(String folder, String ending) {
        this.folder = folder;
        this.ending = ending;
    }

    /** The form of a kind's results. */
    public static ResultForm of(StatementKind kind) {
        return switch (kind.substatement()) {
            case "SELECT", "SHOW_FUNCTIONS" -> ROWS;
            case "EXPLAIN" -> PLAN;
            case "UPDATE", "DELETE", "MERGE" -> CHANGE;
            case "INSERT", "UNLOAD" -> ADDITION;
            case "CREATE_TABLE_AS_SELECT" -> TABLE;
            default -> LINES;
        };
    }

    /** The address of the file under a folder's, which ends with a slash. */
    public String location(String folderAddress, String queryId) {
        return folderAddress + folder + queryId + ending;
    }

    /** Whether a file of rows is written. */
    public boolean hasRows() {
        return this == ROWS || this == LINES || this == PLAN;
    }

    /** Whether the first row holds the columns' names. */
    public boolean hasHeader() {
        return this == ROWS || this == PLAN;
    }
}
