package dev.tributary.schema.form;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import java.util.List;
import java.util.Objects;

/** Writes a graph for Graphviz: a table of columns for each table, and an edge for each key of another table. */
final class Dot {
    private Dot() {}

    static String of(Schema schema) {
        StringBuilder text = new StringBuilder("digraph " + quoted(schema.name()) + " {\n");
        text.append("    graph [fontname=\"helvetica\", rankdir=\"BT\"];\n");
        text.append("    node [penwidth=0, margin=0, fontname=\"helvetica\"];\n");
        text.append("    edge [fontname=\"helvetica\"];\n\n");
        schema.tables().values().forEach(t -> table(text, t));
        for (Relation relation : Relation.of(schema)) {
            text.append("    %s:f%d -> %s:f%d [dir=both, arrowtail=\"vee\", arrowhead=\"dot\"];\n"
                    .formatted(
                            quoted(relation.table()),
                            port(schema, relation.table(), relation.column()),
                            quoted(relation.to()),
                            port(schema, relation.to(), relation.toColumn())));
        }
        return text.append("}\n").toString();
    }

    private static int port(Schema schema, String table, String column) {
        List<String> names = Objects.requireNonNull(schema.tables().get(table)).typedColumns().stream()
                .map(Column::name)
                .toList();
        return names.indexOf(column) + 1;
    }

    private static void table(StringBuilder text, Table table) {
        text.append("    ").append(quoted(table.name())).append(" [label=<\n");
        text.append("        <table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"6\">\n");
        text.append(
                "            <tr><td port=\"f0\" colspan=\"2\"><b>%s</b></td></tr>\n".formatted(escaped(table.name())));
        int port = 1;
        for (Column column : table.typedColumns()) {
            String name = escaped(column.name());
            text.append("            <tr><td port=\"f%d\" align=\"left\">%s</td><td align=\"right\">%s%s</td></tr>\n"
                    .formatted(
                            port++,
                            column.has(ColumnHint.PRIMARY_KEY) ? "<b>" + name + "</b>" : name,
                            Objects.requireNonNull(column.type()).id(),
                            column.nullable() ? "" : " <b>NN</b>"));
        }
        text.append("        </table>\n    >];\n\n");
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
