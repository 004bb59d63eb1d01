package dev.tributary.schema.form;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** That the rows of a nested table name rows of another one: its parent's, or its root's. */
record Relation(String table, String column, String to, String toColumn) {
    static List<Relation> of(Schema schema) {
        List<Relation> relations = new ArrayList<>();
        for (Table table : schema.tables().values()) {
            if (table.parent() != null) {
                find(schema, table, ColumnHint.PARENT_KEY, table.parent()).ifPresent(relations::add);
                String root = schema.root(table).name();
                find(schema, table, ColumnHint.ROOT_KEY, root).ifPresent(relations::add);
            }
        }
        return relations;
    }

    private static Optional<Relation> find(Schema schema, Table table, ColumnHint hint, String to) {
        Optional<Column> key = with(table, hint);
        return schema.find(to)
                .flatMap(t -> with(t, ColumnHint.ROW_KEY))
                .flatMap(row -> key.map(k -> new Relation(table.name(), k.name(), to, row.name())));
    }

    private static Optional<Column> with(Table table, ColumnHint hint) {
        return table.typedColumns().stream().filter(c -> c.has(hint)).findFirst();
    }
}
