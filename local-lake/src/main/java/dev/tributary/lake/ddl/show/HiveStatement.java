package dev.tributary.lake.ddl.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.lake.ddl.catalog.GlueColumn;
import dev.tributary.lake.ddl.catalog.GlueTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** SHOW CREATE TABLE of a table that is not Iceberg, in Hive's layout, blanks at the ends of lines included. */
final class HiveStatement {

    private final GlueTable table;
    private final JsonNode storage;

    HiveStatement(GlueTable table) {
        this.table = table;
        this.storage = table.storage();
    }

    /** The statement, line by line; the name as it was asked for. */
    List<String> lines(String name) {
        List<String> lines = new ArrayList<>();
        lines.add("CREATE EXTERNAL TABLE `" + name + "`(");
        columns(lines, table.columns());
        Map<String, String> parameters = new TreeMap<>(table.parameters());
        parameters.remove("EXTERNAL");
        String comment = parameters.remove("comment");
        if (comment != null) {
            lines.add("COMMENT " + quoted(comment));
        }
        if (!table.partitionKeys().isEmpty()) {
            lines.add("PARTITIONED BY ( ");
            columns(lines, table.partitionKeys());
        }
        buckets(lines);
        rows(lines);
        lines.addAll(List.of(
                "STORED AS INPUTFORMAT ",
                "  " + quoted(storage.path("InputFormat").asText("")) + " ",
                "OUTPUTFORMAT ",
                "  " + quoted(storage.path("OutputFormat").asText("")),
                "LOCATION",
                "  " + quoted(storage.path("Location").asText("")),
                "TBLPROPERTIES ("));
        lines.add(properties(parameters) + ")");
        return List.of(String.join("\n", lines).split("\n"));
    }

    private static void columns(List<String> lines, List<GlueColumn> columns) {
        for (int i = 0; i < columns.size(); i++) {
            GlueColumn column = columns.get(i);
            String comment = column.comment() == null ? "" : " COMMENT " + quoted(column.comment());
            lines.add("  `" + column.name() + "` " + column.type() + comment + (i < columns.size() - 1 ? ", " : ")"));
        }
    }

    private void buckets(List<String> lines) {
        List<String> columns = new ArrayList<>();
        storage.path("BucketColumns").forEach(column -> columns.add("  `" + column.asText() + "`"));
        if (!columns.isEmpty()) {
            lines.add("CLUSTERED BY ( ");
            lines.add(String.join(", \n", columns) + ") ");
            lines.add("INTO " + storage.path("NumberOfBuckets").asInt() + " BUCKETS");
        }
    }

    private void rows(List<String> lines) {
        JsonNode serde = storage.path("SerdeInfo");
        lines.add("ROW FORMAT SERDE ");
        lines.add("  " + quoted(serde.path("SerializationLibrary").asText("")) + " ");
        Map<String, String> parameters = new TreeMap<>();
        serde.path("Parameters")
                .properties()
                .forEach(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
        parameters.remove("serialization.format", "1");
        if (!parameters.isEmpty()) {
            lines.add("WITH SERDEPROPERTIES ( ");
            lines.add(properties(parameters) + ") ");
        }
    }

    private static String properties(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(entry -> "  " + quoted(entry.getKey()) + "=" + quoted(entry.getValue()))
                .collect(Collectors.joining(", \n"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("'");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\'', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? "\\u%04X".formatted((int) c) : String.valueOf(c));
            }
        }
        return quoted.append('\'').toString();
    }
}
