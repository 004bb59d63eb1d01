package dev.tributary.schema.form;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import java.util.Objects;

/** Writes an entity diagram: tables with their columns, and which table's rows belong to which. */
final class Mermaid {
    private Mermaid() {}

    static String of(Schema schema) {
        StringBuilder text = new StringBuilder("erDiagram\n");
        for (Table table : schema.tables().values()) {
            text.append("    ").append(name(table.name())).append("{\n");
            table.typedColumns().forEach(c -> column(text, c));
            text.append("}\n");
        }
        for (Relation relation : Relation.of(schema)) {
            text.append("    %s }|--|| %s : \"%s\"\n"
                    .formatted(name(relation.table()), name(relation.to()), relation.column()));
        }
        return text.toString();
    }

    private static void column(StringBuilder text, Column column) {
        text.append("    ")
                .append(Objects.requireNonNull(column.type()).id())
                .append(' ')
                .append(column.name().replaceAll("[^A-Za-z0-9_-]", "_"));
        if (column.has(ColumnHint.PRIMARY_KEY)) {
            text.append(" PK");
        } else if (column.has(ColumnHint.UNIQUE)) {
            text.append(" UK");
        }
        if (column.description() != null) {
            text.append(" \"").append(oneLine(column.description())).append('"');
        }
        text.append('\n');
    }

    private static String oneLine(String text) {
        return text.replace('"', '\'').replaceAll("\\s+", " ");
    }

    /** Names of other characters than these must be quoted. */
    private static String name(String table) {
        return table.matches("[A-Za-z_][A-Za-z0-9_-]*") ? table : '"' + oneLine(table) + '"';
    }
}
