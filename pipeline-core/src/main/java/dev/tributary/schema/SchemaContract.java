package dev.tributary.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What records may change in a schema: whether they may bring new tables, new columns of tables that have data, and values
 * of another type than their column's, which need a variant column. dlt's three entities and four modes.
 *
 * <pre>{@code SchemaContract.EVOLVE.columns(Mode.FREEZE)}</pre>
 */
public record SchemaContract(Mode tables, Mode columns, Mode dataType) {
    /** The property of schemas and tables that holds the contract. */
    public static final String PROPERTY = "schema_contract";

    /** Everything may change; the default. */
    public static final SchemaContract EVOLVE = of(Mode.EVOLVE);

    /** What happens to a record that needs a change. Ids are dlt's. */
    public enum Mode {
        /** The schema changes. */
        EVOLVE,
        /** The run fails, and nothing of it is loaded. */
        FREEZE,
        /** The row is left out, with the rows nested in it. */
        DISCARD_ROW,
        /** The value is left out; for a new table, its rows are. */
        DISCARD_VALUE;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** The name in schemas and settings. */
        public String id() {
            return id;
        }

        /** The mode of that id, if there is one. */
        public static Optional<Mode> find(String id) {
            return Arrays.stream(values()).filter(m -> m.id.equals(id)).findFirst();
        }
    }

    /** The same mode for all three. */
    public static SchemaContract of(Mode mode) {
        return new SchemaContract(mode, mode, mode);
    }

    /** The same contract with another mode for new tables. */
    public SchemaContract tables(Mode mode) {
        return new SchemaContract(mode, columns, dataType);
    }

    /** The same contract with another mode for new columns. */
    public SchemaContract columns(Mode mode) {
        return new SchemaContract(tables, mode, dataType);
    }

    /** The same contract with another mode for values that fit no column. */
    public SchemaContract dataType(Mode mode) {
        return new SchemaContract(tables, columns, mode);
    }

    /** Whether something fails the run. */
    public boolean freezes() {
        return tables == Mode.FREEZE || columns == Mode.FREEZE || dataType == Mode.FREEZE;
    }

    /** The modes, as {@link #parse} takes them. */
    public static String allowed() {
        return Arrays.stream(Mode.values()).map(Mode::id).collect(Collectors.joining(", "))
                + ", or some of tables, columns and data_type as in columns=freeze,data_type=discard_row";
    }

    /** A mode for all three, or {@code columns=freeze,data_type=discard_row}; what is not named may evolve. */
    public static Optional<SchemaContract> parse(String text) {
        Optional<Mode> all = Mode.find(text.strip());
        if (all.isPresent()) {
            return all.map(SchemaContract::of);
        }
        SchemaContract contract = EVOLVE;
        for (String part : text.split(",")) {
            String[] pair = part.split("=", 2);
            Optional<SchemaContract> next =
                    pair.length < 2 ? Optional.empty() : contract.with(pair[0].strip(), pair[1].strip());
            if (next.isEmpty()) {
                return next;
            }
            contract = next.get();
        }
        return Optional.of(contract);
    }

    private Optional<SchemaContract> with(String entity, String id) {
        return Mode.find(id)
                .flatMap(mode -> Optional.ofNullable(
                        switch (entity) {
                            case "tables" -> tables(mode);
                            case "columns" -> columns(mode);
                            case "data_type" -> dataType(mode);
                            default -> null;
                        }));
    }

    /** The contract as dlt stores it: one mode as text where all are the same, else an object. */
    public JsonNode json() {
        if (tables == columns && columns == dataType) {
            return TextNode.valueOf(tables.id());
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("tables", tables.id());
        json.put("columns", columns.id());
        json.put("data_type", dataType.id());
        return json;
    }

    /** A contract in dlt's form; empty where there is none, or one that dlt would not take. */
    static Optional<SchemaContract> read(JsonNode json) {
        if (json.isTextual()) {
            return Mode.find(json.asText()).map(SchemaContract::of);
        }
        if (!json.isObject()) {
            return Optional.empty();
        }
        return Optional.of(new SchemaContract(mode(json, "tables"), mode(json, "columns"), mode(json, "data_type")));
    }

    private static Mode mode(JsonNode json, String entity) {
        return Mode.find(json.path(entity).asText()).orElse(Mode.EVOLVE);
    }

    @Override
    public String toString() {
        return tables == columns && columns == dataType
                ? tables.id()
                : "tables=%s,columns=%s,data_type=%s".formatted(tables.id(), columns.id(), dataType.id());
    }
}
