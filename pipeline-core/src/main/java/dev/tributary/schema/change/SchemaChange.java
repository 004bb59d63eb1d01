package dev.tributary.schema.change;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** A column that got another name, and kept its values. */
    record RenamedColumn(String table, String column, String newName) implements SchemaChange {
        @Override
        public String toString() {
            return "renamed column '" + table + "." + column + "' to '" + newName + "'";
        }
    }

    /** A column whose type became wider, and kept its values. Types are written as {@code decimal(20,2)}. */
    record PromotedColumn(String table, String column, String from, String to) implements SchemaChange {
        @Override
        public String toString() {
            return "promoted column '" + table + "." + column + "' from " + from + " to " + to;
        }

        static PromotedColumn of(String table, Column before, Column after) {
            return new PromotedColumn(table, after.name(), type(before), type(after));
        }

        private static String type(Column column) {
            String sizes = Stream.of(column.precision(), column.scale())
                    .filter(java.util.Objects::nonNull)
                    .map(Object::toString)
                    .collect(Collectors.joining(","));
            String type = column.type() == null ? "" : column.type().id();
            return sizes.isEmpty() ? type : type + "(" + sizes + ")";
        }
    }

    /** A column of which something else is known than before: keys, nullability, a description. */
    record ChangedHints(String table, String column) implements SchemaChange {
        @Override
        public String toString() {
            return "changed hints of column '" + table + "." + column + "'";
        }
    }
}
