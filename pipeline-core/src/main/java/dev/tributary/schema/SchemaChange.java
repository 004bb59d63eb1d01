package dev.tributary.schema;

/** One difference between the schema before and after a load, in the order in which it appeared. */
public sealed interface SchemaChange {
    /** The table that changes. */
    String table();

    /** A table that did not exist. */
    record NewTable(String table) implements SchemaChange {
        @Override
        public String toString() {
            return "new table '" + table + "'";
        }
    }

    /** A column that an existing table did not have. */
    record NewColumn(String table, String column, DataType type) implements SchemaChange {
        @Override
        public String toString() {
            return "new column '" + table + "." + column + "' (" + type.id() + ")";
        }
    }
}
