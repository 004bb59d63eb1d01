package dev.tributary.normalize.contract;

import dev.tributary.schema.SchemaContract;
import dev.tributary.schema.SchemaContract.Mode;

/**
 * What a contract lets records change in one table. It follows from the schema before the run alone: a table that is new in
 * the run gets its columns freely until the run ends.
 */
public record TableRules(String schema, SchemaContract contract, boolean isNew, boolean growsOnce) {
    /** What names of dlt's own tables and columns begin with; no contract is about them. */
    private static final String SYSTEM = "_dlt";

    /** Rules for a table that exists in the schema or not, in the words of its name. */
    public static TableRules of(
            String schema, String table, SchemaContract contract, boolean isNew, boolean growsOnce) {
        return new TableRules(schema, isSystem(table) ? SchemaContract.EVOLVE : contract, isNew, growsOnce);
    }

    /** Whether a table or column is dlt's own. */
    public static boolean isSystem(String name) {
        return name.startsWith(SYSTEM);
    }

    /** The rules for a table that no schema knows and that is nested in this one. */
    public TableRules nested() {
        return new TableRules(schema, contract, true, true);
    }

    /** What happens to the rows of the table. */
    public Mode rows() {
        return isNew ? contract.tables() : Mode.EVOLVE;
    }

    /** What happens to a value that needs the column, which the schema does not have yet. */
    public Mode column(String column, boolean variant) {
        if (isSystem(column) || rows() != Mode.EVOLVE) {
            return Mode.EVOLVE;
        }
        if (variant) {
            return contract.dataType();
        }
        return isNew || growsOnce ? Mode.EVOLVE : contract.columns();
    }
}
