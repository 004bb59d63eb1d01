package dev.tributary.lake.ddl.hive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.ddl.catalog.GlueColumn;
import dev.tributary.lake.ddl.catalog.GluePartition;
import dev.tributary.lake.ddl.catalog.GlueTable;
import dev.tributary.lake.ddl.catalog.LakeCatalog;
import dev.tributary.lake.ddl.catalog.LakeObjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MSCK REPAIR TABLE: registers the folders {@code key=value/…} under a table that no partition stands for. It removes none,
 * and passes over folders whose keys are spelled otherwise or whose values hold a colon, as Athena does.
 */
public final class Repair {

    private final LakeCatalog catalog;
    private final LakeObjects objects;

    public Repair(LakeCatalog catalog, LakeObjects objects) {
        this.catalog = catalog;
        this.objects = objects;
    }

    /** Repairs a table and tells what it found, line by line. */
    public List<String> run(GlueTable table) {
        if (table.partitionKeys().isEmpty()) {
            return List.of();
        }
        Map<List<String>, String> missing = folders(table);
        catalog.partitions(table, "").forEach(partition -> missing.remove(partition.values()));
        if (missing.isEmpty()) {
            return List.of();
        }
        List<ObjectNode> inputs = new ArrayList<>();
        missing.forEach((values, folder) -> inputs.add(NewPartitionInput.of(table, values, table.folder() + folder)));
        catalog.createPartitions(table, inputs);
        return report(
                table,
                missing.keySet().stream()
                        .map(values -> table.name() + ":" + GluePartition.name(table.partitionKeys(), values))
                        .toList());
    }

    private static List<String> report(GlueTable table, List<String> added) {
        List<String> lines = new ArrayList<>();
        lines.add("Partitions not in metastore:\t" + String.join("\t", added));
        added.forEach(partition -> lines.add("Repair: Added partition to metastore " + partition));
        return lines;
    }

    /** Partition folders by their values, in the order of keys. */
    private Map<List<String>, String> folders(GlueTable table) {
        Map<List<String>, String> folders = new LinkedHashMap<>();
        List<GlueColumn> keys = table.partitionKeys();
        objects.list(table.folder(), key -> {
            String[] parts = key.split("/", keys.size() + 1);
            if (parts.length > keys.size()) {
                values(keys, parts)
                        .ifPresent(values -> folders.putIfAbsent(
                                values, key.substring(0, key.length() - parts[keys.size()].length() - 1)));
            }
        });
        return folders;
    }

    private static Optional<List<String>> values(List<GlueColumn> keys, String[] parts) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String prefix = keys.get(i).name() + "=";
            String value = parts[i].startsWith(prefix) ? parts[i].substring(prefix.length()) : "";
            if (value.isEmpty() || value.contains(":")) {
                return Optional.empty();
            }
            values.add(GluePartition.unescaped(value));
        }
        return Optional.of(values);
    }
}
