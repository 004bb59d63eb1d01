package dev.tributary.lake.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.wire.Json;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The partitions of one table as they were read, by their values. */
final class Partitions {

    private static final String DOCUMENT = "partitions";

    /** Sorts before any character that a value may begin with, so that keys sort as lists of values do. */
    private static final char SEPARATOR = '\u0001';

    private final Catalog catalog;
    private final TableName name;
    private final int keys;
    private final SortedMap<String, ObjectNode> byValues = new TreeMap<>();

    private Partitions(Catalog catalog, TableName name, int keys) {
        this.catalog = catalog;
        this.name = name;
        this.keys = keys;
    }

    static Partitions read(Catalog catalog, TableName name, ObjectNode table) {
        Partitions partitions =
                new Partitions(catalog, name, table.path("PartitionKeys").size());
        for (JsonNode partition : catalog.document(name, DOCUMENT).path("Partitions")) {
            partitions.byValues.put(key(partition.get("Values")), (ObjectNode) partition);
        }
        return partitions;
    }

    SortedMap<String, ObjectNode> all() {
        return byValues;
    }

    ObjectNode get(JsonNode values) {
        ObjectNode found = byValues.get(checkedKey(values));
        if (found == null) {
            throw GlueException.notFound("Cannot find partition.");
        }
        return found;
    }

    boolean has(JsonNode values) {
        return byValues.containsKey(checkedKey(values));
    }

    void create(ObjectNode input) {
        add(input, Json.now());
    }

    /** Puts an input in place of the partition with the values; the input may bring other values. */
    void replace(JsonNode values, ObjectNode input) {
        double created = get(values).path("CreationTime").asDouble();
        if (!input.has("Values")) {
            input.set("Values", values);
        }
        ObjectNode old = byValues.remove(key(values));
        try {
            add(input, created);
        } catch (GlueException e) {
            byValues.put(key(values), old);
            throw e;
        }
    }

    void remove(JsonNode values) {
        get(values);
        byValues.remove(key(values));
    }

    void save() {
        ObjectNode document = Json.object();
        document.set("Partitions", Json.array(byValues.values()));
        catalog.replaceDocument(name, DOCUMENT, document);
    }

    private void add(ObjectNode input, double created) {
        String key = checkedKey(input.path("Values"));
        if (byValues.containsKey(key)) {
            throw GlueException.alreadyExists("Partition already exists.");
        }
        byValues.put(
                key,
                Defaults.partition(input)
                        .put("DatabaseName", name.database())
                        .put("TableName", name.table())
                        .put("CreationTime", created)
                        .put("CatalogId", Defaults.CATALOG_ID));
    }

    private String checkedKey(JsonNode values) {
        if (values.size() != keys) {
            throw GlueException.invalidInput(
                    "The number of partition keys do not match the number of partition values");
        }
        return key(values);
    }

    /** The values of a partition as one text, the same for the same values only. */
    static String key(JsonNode values) {
        List<String> texts = Json.texts(values);
        return String.join(String.valueOf(SEPARATOR), texts);
    }
}
