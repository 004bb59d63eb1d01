package dev.tributary.lake.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.lake.engine.client.Column;
import dev.tributary.lake.engine.client.Type;
import dev.tributary.lake.sql.ResultColumn;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine's columns and values as Athena words them. */
final class AthenaValues {
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

    private AthenaValues() {}

    static ResultColumn column(Column column) {
        Type type = column.type();
        String name = type.name().equals("real") ? "float" : type.name();
        return switch (type.name()) {
            case "decimal" ->
                new ResultColumn(
                        column.name(),
                        name,
                        type.numbers().get(0).intValue(),
                        type.numbers().get(1).intValue());
            case "varchar", "char" ->
                new ResultColumn(
                        column.name(),
                        name,
                        type.numbers().isEmpty()
                                ? Integer.MAX_VALUE
                                : (int) Math.min(
                                        Integer.MAX_VALUE, type.numbers().get(0)),
                        0);
            default -> new ResultColumn(column.name(), name, precision(type.name()), 0);
        };
    }

    /** Athena's fixed figures; a timestamp has 3 whatever its own precision. */
    private static int precision(String type) {
        return switch (type) {
            case "tinyint" -> 3;
            case "smallint" -> 5;
            case "integer" -> 10;
            case "bigint" -> 19;
            case "real", "double" -> 17;
            case "varbinary" -> 1 << 30;
            case "timestamp", "timestamp with time zone", "time", "time with time zone" -> 3;
            default -> 0;
        };
    }

    static List<@Nullable String> row(List<Column> columns, JsonNode row) {
        List<@Nullable String> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            JsonNode value = row.path(i);
            values.add(value.isNull() ? null : text(columns.get(i).type(), value, false));
        }
        return values;
    }

    /** Text of a value that is not null; a value within another is written without quotes, as Athena does. */
    private static String text(Type type, JsonNode value, boolean nested) {
        return switch (type.name()) {
            case "array" -> array(type.parts().get(0), value);
            case "map" -> map(type, value);
            case "row" -> row(type, value);
            case "varbinary", "HyperLogLog", "P4HyperLogLog", "SetDigest", "tdigest", "qdigest" ->
                bytes(Base64.getDecoder().decode(value.asText()), nested);
            case "real" -> value.isNumber() ? Float.toString((float) value.asDouble()) : value.asText();
            case "double" -> value.isNumber() ? Double.toString(value.asDouble()) : value.asText();
            default -> value.asText();
        };
    }

    /** Athena shows bytes within another value as Java's name of an array, which tells nothing of them. */
    private static String bytes(byte[] bytes, boolean nested) {
        return nested ? "[B@" + Integer.toHexString(java.util.Arrays.hashCode(bytes)) : SPACED.formatHex(bytes);
    }

    private static String array(Type element, JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(orNull(element, value)));
        return "[" + String.join(", ", texts) + "]";
    }

    private static String map(Type type, JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.properties()
                .forEach(entry ->
                        texts.add(entry.getKey() + "=" + orNull(type.parts().get(1), entry.getValue())));
        return "{" + String.join(", ", texts) + "}";
    }

    private static String row(Type type, JsonNode values) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < type.parts().size(); i++) {
            String field = type.fields().get(i);
            texts.add((field.isEmpty() ? "field" + i : field) + "="
                    + orNull(type.parts().get(i), values.path(i)));
        }
        return "{" + String.join(", ", texts) + "}";
    }

    private static String orNull(Type type, JsonNode value) {
        return value.isNull() ? "null" : text(type, value, true);
    }
}
