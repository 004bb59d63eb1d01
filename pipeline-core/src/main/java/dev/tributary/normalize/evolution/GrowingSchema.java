package dev.tributary.normalize.evolution;

import dev.tributary.normalize.contract.Contracts;
import dev.tributary.schema.Detection;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The tables of a schema, those of the start first and then as they join. */
final class GrowingSchema {
    private Schema start;
    private final Contracts contracts;
    private final Map<String, Table> tables;
    private final Map<String, Table> view;

    GrowingSchema(Schema start, Contracts contracts) {
        this.start = start;
        this.contracts = contracts;
        this.tables = new LinkedHashMap<>(start.tables());
        this.view = Collections.unmodifiableMap(tables);
    }

    /** The schema as it was, except for what it detects. */
    Schema start() {
        return start;
    }

    /** The schema as it is now, with the start's version. */
    Schema now() {
        return start.with(tables.values()).with(contracts.ofSchema().orElse(null));
    }

    void detections(Set<Detection> chosen) {
        start = start.withDetections(chosen);
    }

    /** The tables by name, a view. */
    Map<String, Table> tables() {
        return view;
    }

    Table table(String name) {
        return Objects.requireNonNull(tables.get(name), name);
    }

    /** The tables whose root is the one of that name: it and those nested in it. */
    List<Table> tablesOf(String root) {
        Schema schema = now();
        return tables.values().stream()
                .filter(t -> schema.root(t).name().equals(root))
                .toList();
    }

    /** Adds a table, or exchanges it. */
    void put(Table table) {
        tables.put(table.name(), table);
    }

    /** Changes a table if there is one of that name. */
    void change(String name, UnaryOperator<Table> change) {
        tables.computeIfPresent(name, (n, table) -> change.apply(table));
    }
}
