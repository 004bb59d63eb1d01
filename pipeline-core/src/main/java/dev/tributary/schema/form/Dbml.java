package dev.tributary.schema.form;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes tables in the language of dbdiagram.io. */
final class Dbml {
    private Dbml() {}

    static String of(Schema schema) {
        List<String> parts = new ArrayList<>();
        schema.tables().values().stream()
                .filter(t -> !t.typedColumns().isEmpty())
                .forEach(t -> parts.add(table(t)));
        Relation.of(schema)
                .forEach(r -> parts.add("Ref {\n    %s.%s > %s.%s\n}\n"
                        .formatted(quoted(r.table()), quoted(r.column()), quoted(r.to()), quoted(r.toColumn()))));
        return String.join("\n", parts);
    }

    private static String table(Table table) {
        StringBuilder text = new StringBuilder("Table " + quoted(table.name()) + " {\n");
        table.typedColumns().forEach(c -> text.append("    ").append(column(c)).append('\n'));
        if (table.description() != null) {
            text.append("    Note {\n        ")
                    .append(note(table.description()))
                    .append("\n    }\n");
        }
        return text.append("}\n").toString();
    }

    private static String column(Column column) {
        List<String> settings = new ArrayList<>();
        if (column.has(ColumnHint.PRIMARY_KEY)) {
            settings.add("pk");
        }
        if (column.has(ColumnHint.UNIQUE)) {
            settings.add("unique");
        }
        if (!column.nullable()) {
            settings.add("not null");
        }
        if (column.description() != null) {
            settings.add("note: " + note(column.description()));
        }
        String type = Objects.requireNonNull(column.type()).id();
        return quoted(column.name()) + " " + type
                + (settings.isEmpty() ? "" : " [" + String.join(", ", settings) + "]");
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "'") + '"';
    }

    private static String note(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replaceAll("\\s+", " ") + "'";
    }
}
