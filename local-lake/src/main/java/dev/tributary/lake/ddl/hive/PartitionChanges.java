package dev.tributary.lake.ddl.hive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GluePartition;
import dev.tributary.lake.ddl.catalog.GlueTable;
import dev.tributary.lake.ddl.catalog.LakeCatalog;
import dev.tributary.lake.ddl.statement.AlterTable;
import dev.tributary.lake.ddl.statement.PartitionSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** What ALTER TABLE does to partitions. */
final class PartitionChanges {

    private static final String EXISTS = "AlreadyExistsException(message:Partition already exists.)";

    private final LakeCatalog catalog;

    PartitionChanges(LakeCatalog catalog) {
        this.catalog = catalog;
    }

    void alter(GlueTable table, AlterTable.Change change) {
        if (change instanceof AlterTable.AddPartitions add) {
            add(table, add);
        } else if (change instanceof AlterTable.DropPartitions drop) {
            drop(table, drop);
        } else if (change instanceof AlterTable.RenamePartition rename) {
            rename(table, rename);
        } else {
            move(table, (AlterTable.SetLocation) change);
        }
    }

    /** Changes the columns of one partition. */
    void columns(GlueTable table, PartitionSpec spec, Consumer<ColumnChanges> change) {
        GluePartition partition = find(table, spec);
        ObjectNode changed = partition.json().deepCopy();
        ColumnChanges.in(changed, change);
        catalog.updatePartition(table, partition.values(), changed);
    }

    private void add(GlueTable table, AlterTable.AddPartitions add) {
        PartitionMatch match = new PartitionMatch(table);
        List<ObjectNode> inputs = new ArrayList<>();
        for (AlterTable.NewPartition partition : add.partitions()) {
            List<String> values = match.values(partition.spec());
            String location = Objects.requireNonNullElseGet(
                    partition.location(), () -> table.folder() + GluePartition.name(table.partitionKeys(), values));
            inputs.add(NewPartitionInput.of(table, values, NewTable.location(location)));
        }
        Set<List<String>> existing = catalog.createPartitions(table, inputs);
        if (!existing.isEmpty() && !add.ifNotExists()) {
            throw Complaint.task(EXISTS);
        }
    }

    private void drop(GlueTable table, AlterTable.DropPartitions drop) {
        PartitionMatch match = new PartitionMatch(table);
        List<GluePartition> all = catalog.partitions(table, "");
        Map<List<String>, GluePartition> dropped = new LinkedHashMap<>();
        for (PartitionSpec spec : drop.partitions()) {
            List<GluePartition> found = match.among(all, spec);
            if (found.isEmpty() && !drop.ifExists()) {
                throw Complaint.semantic("[Error 10006]: Partition not found " + PartitionMatch.text(spec));
            }
            found.forEach(partition -> dropped.put(partition.values(), partition));
        }
        catalog.deletePartitions(table, List.copyOf(dropped.values()));
    }

    private void rename(GlueTable table, AlterTable.RenamePartition rename) {
        GluePartition partition = find(table, rename.from());
        PartitionMatch match = new PartitionMatch(table);
        List<String> values = match.values(rename.to());
        if (catalog.partitions(table, "").stream()
                .anyMatch(other -> other.values().equals(values))) {
            throw Complaint.task(EXISTS);
        }
        ObjectNode renamed = partition.json().deepCopy();
        values.forEach(renamed.putArray("Values")::add);
        catalog.updatePartition(table, partition.values(), renamed);
    }

    private void move(GlueTable table, AlterTable.SetLocation move) {
        GluePartition partition = find(table, Objects.requireNonNull(move.partition()));
        ObjectNode moved = partition.json().deepCopy();
        moved.withObject("StorageDescriptor").put("Location", NewTable.location(move.location()));
        catalog.updatePartition(table, partition.values(), moved);
    }

    private GluePartition find(GlueTable table, PartitionSpec spec) {
        return new PartitionMatch(table).one(catalog.partitions(table, ""), spec);
    }
}
