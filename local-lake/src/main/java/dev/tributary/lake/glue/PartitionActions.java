package dev.tributary.lake.glue;

import static dev.tributary.lake.glue.Shapes.FLAG;
import static dev.tributary.lake.glue.Shapes.VALUES;
import static dev.tributary.lake.glue.Shapes.VALUE_LIST;
import static dev.tributary.lake.glue.Shapes.list;
import static dev.tributary.lake.glue.Shapes.tableRequest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Page;
import dev.tributary.lake.wire.Shape;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The operations on partitions. */
final class PartitionActions {

    private static final int MOST_PER_PAGE = 1000;
    private static final int MOST_CREATED = 100;
    private static final int MOST_GOT = 1000;
    private static final int MOST_UPDATED = 100;
    private static final int MOST_DELETED = 25;

    private final Catalog catalog;

    PartitionActions(Catalog catalog) {
        this.catalog = catalog;
    }

    Map<String, Operation> operations() {
        Shape.Structure input = Shapes.PARTITION_INPUT;
        Shape.Structure update =
                new Shape.Structure().needs("PartitionValueList", VALUES).needs("PartitionInput", input);
        return Map.of(
                "CreatePartition",
                new Operation(tableRequest().needs("PartitionInput", input), this::create),
                "BatchCreatePartition",
                new Operation(
                        tableRequest().needs("PartitionInputList", list(input, 0, MOST_CREATED)), this::createAll),
                "GetPartition",
                new Operation(tableRequest().needs("PartitionValues", VALUES), this::get),
                "BatchGetPartition",
                new Operation(tableRequest().needs("PartitionsToGet", list(VALUE_LIST, 0, MOST_GOT)), this::getAll),
                "GetPartitions",
                new Operation(
                        Shapes.paged(
                                tableRequest()
                                        .with("Expression", new Shape.Text(0, 2048, null))
                                        .with("Segment", Shapes.SEGMENT)
                                        .with("ExcludeColumnSchema", FLAG),
                                MOST_PER_PAGE),
                        this::find),
                "UpdatePartition",
                new Operation(
                        tableRequest().needs("PartitionValueList", VALUES).needs("PartitionInput", input),
                        this::update),
                "BatchUpdatePartition",
                new Operation(tableRequest().needs("Entries", list(update, 1, MOST_UPDATED)), this::updateAll),
                "DeletePartition",
                new Operation(tableRequest().needs("PartitionValues", VALUES), this::delete),
                "BatchDeletePartition",
                new Operation(
                        tableRequest().needs("PartitionsToDelete", list(VALUE_LIST, 0, MOST_DELETED)),
                        this::deleteAll));
    }

    private ObjectNode create(ObjectNode request) {
        changing(request, partitions -> partitions.create((ObjectNode) request.get("PartitionInput")));
        return Json.object();
    }

    private ObjectNode createAll(ObjectNode request) {
        BatchErrors errors = new BatchErrors();
        changing(request, partitions -> {
            for (ObjectNode input : Json.objects(request.get("PartitionInputList"))) {
                errors.attempt(
                        error -> error.set("PartitionValues", input.path("Values")), () -> partitions.create(input));
            }
        });
        return errors.answer();
    }

    private ObjectNode get(ObjectNode request) {
        ObjectNode answer = Json.object();
        answer.set("Partition", read(request).get(request.get("PartitionValues")));
        return answer;
    }

    private ObjectNode getAll(ObjectNode request) {
        Partitions partitions = read(request);
        List<ObjectNode> found = Json.objects(request.get("PartitionsToGet")).stream()
                .map(wanted -> wanted.get("Values"))
                .filter(partitions::has)
                .map(partitions::get)
                .toList();
        ObjectNode answer = Json.object();
        answer.set("Partitions", Json.array(found));
        answer.putArray("UnprocessedKeys");
        return answer;
    }

    private ObjectNode find(ObjectNode request) {
        TableName name = TableName.of(request);
        ObjectNode table = catalog.table(name);
        SortedMap<String, ObjectNode> found =
                new TreeMap<>(Partitions.read(catalog, name, table).all());
        String expression = request.path("Expression").asText("").strip();
        if (!expression.isEmpty()) {
            PartitionFilter.Condition filter = PartitionFilter.parse(expression, table.path("PartitionKeys"));
            found.values().removeIf(partition -> !filter.matches(partition.get("Values")));
        }
        if (request.has("Segment")) {
            int total = request.path("Segment").get("TotalSegments").intValue();
            int number = request.path("Segment").get("SegmentNumber").intValue();
            found.keySet().removeIf(key -> Math.floorMod(key.hashCode(), total) != number);
        }
        Page page = Page.of(found, request, MOST_PER_PAGE, GlueException::malformedToken);
        if (Defaults.flag(request, "ExcludeColumnSchema")) {
            page.entries().forEach(PartitionActions::withoutColumns);
        }
        return page.answer("Partitions");
    }

    private ObjectNode update(ObjectNode request) {
        changing(request, partitions -> replace(request, request, partitions));
        return Json.object();
    }

    private ObjectNode updateAll(ObjectNode request) {
        BatchErrors errors = new BatchErrors();
        changing(request, partitions -> {
            for (ObjectNode entry : Json.objects(request.get("Entries"))) {
                errors.attempt(
                        error -> error.set("PartitionValueList", entry.get("PartitionValueList")),
                        () -> replace(request, entry, partitions));
            }
        });
        return errors.answer();
    }

    private ObjectNode delete(ObjectNode request) {
        changing(request, partitions -> remove(request, request.get("PartitionValues"), partitions));
        return Json.object();
    }

    private ObjectNode deleteAll(ObjectNode request) {
        BatchErrors errors = new BatchErrors();
        changing(request, partitions -> {
            for (ObjectNode partition : Json.objects(request.get("PartitionsToDelete"))) {
                JsonNode values = partition.get("Values");
                errors.attempt(
                        error -> error.set("PartitionValues", values), () -> remove(request, values, partitions));
            }
        });
        return errors.answer();
    }

    private void replace(ObjectNode request, ObjectNode entry, Partitions partitions) {
        JsonNode values = entry.get("PartitionValueList");
        ObjectNode input = (ObjectNode) entry.get("PartitionInput");
        partitions.replace(values, input);
        if (!Partitions.key(values).equals(Partitions.key(input.get("Values")))) {
            new Statistics(catalog, TableName.of(request)).forget(values);
        }
    }

    private void remove(ObjectNode request, JsonNode values, Partitions partitions) {
        partitions.remove(values);
        new Statistics(catalog, TableName.of(request)).forget(values);
    }

    private Partitions read(ObjectNode request) {
        TableName name = TableName.of(request);
        return Partitions.read(catalog, name, catalog.table(name));
    }

    private void changing(ObjectNode request, Consumer<Partitions> change) {
        catalog.<@Nullable Void>changing(() -> {
            Partitions partitions = read(request);
            change.accept(partitions);
            partitions.save();
            return null;
        });
    }

    private static void withoutColumns(ObjectNode partition) {
        if (partition.get("StorageDescriptor") instanceof ObjectNode storage) {
            storage.remove("Columns");
        }
    }
}
