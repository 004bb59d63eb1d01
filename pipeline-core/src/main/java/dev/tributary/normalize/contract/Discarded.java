package dev.tributary.normalize.contract;

/** What contracts kept out of a table: rows, and single values. Rows nested in a discarded one are not counted. */
public record Discarded(String table, long rows, long values) {
    /** Both together. */
    public Discarded plus(Discarded more) {
        return new Discarded(table, rows + more.rows, values + more.values);
    }
}
