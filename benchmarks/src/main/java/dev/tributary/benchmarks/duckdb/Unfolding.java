package dev.tributary.benchmarks.duckdb;

import dev.tributary.benchmarks.duckdb.DuckType.Array;
import dev.tributary.benchmarks.duckdb.DuckType.Field;
import dev.tributary.benchmarks.duckdb.DuckType.Scalar;
import dev.tributary.benchmarks.duckdb.DuckType.Struct;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables that records with objects and lists unfold into: a root table and one for each list, named as Tributary names
 * them, as queries over a table of the records that has the column {@code _dlt_id}.
 */
final class Unfolding {
    /** A table: its name, and the query of its rows. */
    record Table(String name, String query) {}

    private static final String SEPARATOR = "__";

    private final String records;
    private final List<Table> tables = new ArrayList<>();
    private final Ids ids;

    /** What identifies a row. */
    enum Ids {
        UUID("uuid()::VARCHAR"),
        BIGINT("row_number() OVER ()");

        private final String expression;

        Ids(String expression) {
            this.expression = expression;
        }

        /** An expression that is different in every row. */
        String expression() {
            return expression;
        }
    }

    /** What is left to unfold of a list: the table that it becomes, and where it is. */
    private record Nested(String name, String expression, DuckType element) {}

    private Unfolding(String records, Ids ids) {
        this.records = records;
        this.ids = ids;
    }

    /** The tables of records with these columns, root first. */
    static List<Table> of(String root, String records, List<Field> columns, Ids ids) {
        Unfolding unfolding = new Unfolding(records, ids);
        unfolding.root(root, columns);
        return unfolding.tables;
    }

    private void root(String name, List<Field> columns) {
        List<String> selected = new ArrayList<>();
        List<Nested> lists = new ArrayList<>();
        columns.forEach(c -> flatten(name, "", c.name(), quoted(c.name()), c.type(), selected, lists));
        selected.add("_dlt_id");
        tables.add(new Table(name, "SELECT " + String.join(", ", selected) + " FROM " + records));
        lists.forEach(this::list);
    }

    private void list(Nested list) {
        List<String> selected = new ArrayList<>();
        if (list.element() instanceof Struct struct) {
            List<Nested> deeper = new ArrayList<>();
            struct.fields()
                    .forEach(f -> flatten(
                            list.name(), "", f.name(), "_element." + quoted(f.name()), f.type(), selected, deeper));
            if (!deeper.isEmpty()) {
                throw new IllegalArgumentException("Lists in lists are not unfolded: " + deeper);
            }
        } else {
            selected.add("_element AS \"value\"");
        }
        tables.add(new Table(
                list.name(),
                "SELECT %s, _dlt_parent_id, _dlt_list_idx, %s AS _dlt_id FROM (SELECT _dlt_id AS _dlt_parent_id, unnest(%s) AS _element, unnest(range(len(%s))) AS _dlt_list_idx FROM %s)"
                        .formatted(
                                String.join(", ", selected),
                                ids.expression(),
                                list.expression(),
                                list.expression(),
                                records)));
    }

    private static void flatten(
            String table,
            String prefix,
            String name,
            String expression,
            DuckType type,
            List<String> selected,
            List<Nested> lists) {
        if (type instanceof Struct struct) {
            struct.fields()
                    .forEach(f -> flatten(
                            table,
                            prefix + name + SEPARATOR,
                            f.name(),
                            expression + "." + quoted(f.name()),
                            f.type(),
                            selected,
                            lists));
        } else if (type instanceof Array array) {
            lists.add(new Nested(table + SEPARATOR + prefix + name, expression, array.element()));
        } else if (type instanceof Scalar) {
            selected.add(expression + " AS " + quoted(prefix + name));
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
