package dev.tributary.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.naming.NamingConvention;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a source's tables look like. The version rises by one with each change of content that a load commits, and the
 * hashes of the newest ten earlier versions are kept, newest first. Tables keep their order of registration. What else dlt
 * says of the schema, such as its settings, is kept in {@code other}, by property.
 */
public record Schema(
        String name,
        long version,
        List<String> previousHashes,
        Map<String, Table> tables,
        Map<String, JsonNode> other) {

    private static final String SETTINGS = "settings";
    private static final String NORMALIZERS = "normalizers";
    private static final String NAMES = "names";
    private static final String DETECTIONS = "detections";

    public Schema {
        previousHashes = List.copyOf(previousHashes);
        tables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        other = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(other));
    }

    /** A schema of which dlt says nothing else. */
    public Schema(String name, long version, List<String> previousHashes, Map<String, Table> tables) {
        this(name, version, previousHashes, tables, Map.of());
    }

    /** A schema without tables, version 1. */
    public static Schema empty(String name) {
        return new Schema(name, 1, List.of(), Map.of());
    }

    /** The convention that the names follow. dlt stores it by its name or as a module. */
    public String naming() {
        JsonNode normalizers = other.get(NORMALIZERS);
        String names = normalizers == null ? "" : normalizers.path(NAMES).asText();
        return names.isEmpty() ? NamingConvention.DEFAULT : names.substring(names.lastIndexOf('.') + 1);
    }

    /** The same schema with names that follow another convention. */
    public Schema withNaming(String convention) {
        if (convention.equals(naming())) {
            return this;
        }
        JsonNode stored = other.get(NORMALIZERS);
        ObjectNode normalizers = stored == null ? SchemaDefaults.normalizers() : (ObjectNode) stored.deepCopy();
        normalizers.put(NAMES, convention);
        Map<String, JsonNode> changed = new LinkedHashMap<>(other);
        changed.put(NORMALIZERS, normalizers);
        changed.remove(NORMALIZERS, SchemaDefaults.normalizers());
        return new Schema(name, version, previousHashes, tables, changed);
    }

    /** What values are taken for; dlt's default where the schema says nothing. Detections that dlt has not are left out. */
    public Set<Detection> detections() {
        JsonNode settings = other.get(SETTINGS);
        if (settings == null) {
            return Detection.DEFAULT;
        }
        Set<Detection> found = EnumSet.noneOf(Detection.class);
        settings.path(DETECTIONS).forEach(id -> Detection.find(id.asText()).ifPresent(found::add));
        return found;
    }

    /** The same schema with other detections. */
    public Schema withDetections(Set<Detection> chosen) {
        if (chosen.equals(detections())) {
            return this;
        }
        ObjectNode settings = settings();
        ArrayNode ids = settings.putArray(DETECTIONS);
        new TreeSet<>(chosen).forEach(d -> ids.add(d.id()));
        return with(settings);
    }

    /** What the settings say of new columns by their names. */
    public ColumnDefaults columnDefaults() {
        return ColumnDefaults.of(other.get(SETTINGS));
    }

    /** The same schema with rules for new columns besides those it has, and before them. */
    public Schema with(List<ColumnRule> rules) {
        if (rules.isEmpty()) {
            return this;
        }
        ObjectNode settings = settings();
        ColumnDefaults.add(rules, settings);
        return with(settings);
    }

    /** Whether a file of its author's was imported, from which it has what no source says. */
    public boolean isImported() {
        return other.containsKey("imported_version_hash");
    }

    /** The contract of tables that have none of their own; empty where the schema says nothing. */
    public Optional<SchemaContract> contract() {
        return Optional.ofNullable(other.get(SETTINGS))
                .map(settings -> settings.path(SchemaContract.PROPERTY))
                .flatMap(SchemaContract::read);
    }

    /** The same schema with another contract; null for none. */
    public Schema with(@Nullable SchemaContract contract) {
        ObjectNode settings = settings();
        settings.remove(SchemaContract.PROPERTY);
        if (contract != null) {
            settings.set(SchemaContract.PROPERTY, contract.json());
        }
        return with(settings);
    }

    private ObjectNode settings() {
        JsonNode stored = other.get(SETTINGS);
        return stored == null ? SchemaDefaults.settings() : (ObjectNode) stored.deepCopy();
    }

    private Schema with(ObjectNode settings) {
        Map<String, JsonNode> changed = new LinkedHashMap<>(other);
        changed.put(SETTINGS, settings);
        changed.remove(SETTINGS, SchemaDefaults.settings());
        return new Schema(name, version, previousHashes, tables, changed);
    }

    /** The table of that name, if there is one. */
    public Optional<Table> find(String table) {
        return Optional.ofNullable(tables.get(table));
    }

    /** The same schema with these tables added or exchanged by name. */
    public Schema with(Collection<Table> changed) {
        Map<String, Table> all = new LinkedHashMap<>(tables);
        changed.forEach(t -> all.put(t.name(), t));
        return new Schema(name, version, previousHashes, all, other);
    }

    /** The same schema without these tables. */
    public Schema without(Collection<String> dropped) {
        Map<String, Table> left = new LinkedHashMap<>(tables);
        left.keySet().removeAll(dropped);
        return new Schema(name, version, previousHashes, left, other);
    }

    /** The root of a table's chain: the table itself, or the furthest parent. */
    public Table root(Table table) {
        Table root = table;
        while (root.parent() != null) {
            root = tables.get(root.parent());
        }
        return root;
    }
}
