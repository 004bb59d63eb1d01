package dev.tributary.normalize;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.normalize.bean.BeanShape;
import dev.tributary.normalize.evolution.SchemaRegistry;
import dev.tributary.normalize.front.ObjectJson;
import dev.tributary.normalize.reject.Reject;
import dev.tributary.normalize.reject.Rejected;
import dev.tributary.normalize.rows.RecordJson;
import dev.tributary.source.batch.JsonLines;
import dev.tributary.source.batch.LargeRecord;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableChoice;
import dev.tributary.source.definition.TableHints;
import dev.tributary.source.definition.TableRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records of a batch to their tables, where a resource fills several: a batch becomes one for each table, in the
 * order of the tables' first records.
 */
final class Routes {
    private final SchemaRegistry registry;

    /** The records of a batch by table, and those that name none. */
    record Parts(List<RecordBatch> batches, List<Reject> rejects) {}

    Routes(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** The batch's parts. Tables that are met first are declared. */
    Parts split(RecordBatch batch) {
        TableChoice choice = batch.resource().hints().choice();
        if (batch instanceof RecordBatch.Objects objects) {
            return choice != null || hasOwnTables(objects)
                    ? objects(objects, choice)
                    : new Parts(List.of(batch), List.of());
        }
        if (choice == null) {
            return new Parts(List.of(batch), List.of());
        }
        if (batch instanceof LargeRecord large) {
            Parts held = json(large.held(), choice);
            return new Parts(
                    held.batches().stream()
                            .<RecordBatch>map(part -> large.of(part.resource()))
                            .toList(),
                    held.rejects());
        }
        return batch instanceof RecordBatch.Columns columns
                ? objects(
                        new RecordBatch.Objects(
                                batch.resource(), columns.columns().records()),
                        choice)
                : json(batch instanceof JsonLines lines ? lines.records() : (RecordBatch.Json) batch, choice);
    }

    private static boolean hasOwnTables(RecordBatch.Objects batch) {
        for (Object record : batch.records()) {
            if (record instanceof TableRecord) {
                return true;
            }
        }
        return false;
    }

    private Parts objects(RecordBatch.Objects batch, @Nullable TableChoice choice) {
        Map<String, ResourceDefinition> resources = new LinkedHashMap<>();
        Map<String, List<Object>> records = new LinkedHashMap<>();
        List<Reject> rejects = new ArrayList<>();
        for (Object yielded : batch.records()) {
            Object record = yielded instanceof TableRecord wrapped ? wrapped.record() : yielded;
            try {
                ResourceDefinition resource = route(batch.resource(), yielded, choice);
                String table = registry.tableOf(resource);
                resources.putIfAbsent(table, resource);
                records.computeIfAbsent(table, t -> new ArrayList<>()).add(record);
            } catch (Rejected e) {
                rejects.add(reject(batch.resource(), e, "", () -> ObjectJson.text(record)));
            }
        }
        List<RecordBatch> batches = new ArrayList<>();
        records.forEach((table, some) -> batches.add(new RecordBatch.Objects(resources.get(table), some)));
        return new Parts(batches, rejects);
    }

    private ResourceDefinition route(ResourceDefinition from, Object yielded, @Nullable TableChoice choice) {
        if (yielded instanceof TableRecord wrapped) {
            TableHints hints = wrapped.hints() == null ? from.hints().table(wrapped.table()) : wrapped.hints();
            return declared(from, hints, wrapped.table(), "a record names no table");
        }
        return choice == null ? from : chosen(from, choice, find(yielded, choice));
    }

    private ResourceDefinition chosen(ResourceDefinition from, TableChoice choice, @Nullable Object name) {
        String table = name == null ? "" : name.toString();
        String missing = choice instanceof TableChoice.Field field
                ? "there is no '%s', which says the record's table".formatted(field.name())
                : "the resource's function chose no table";
        return declared(from, from.hints().table(table), table, missing);
    }

    private ResourceDefinition declared(ResourceDefinition from, TableHints hints, String table, String missing) {
        if (table.isBlank()) {
            throw new Rejected("", missing);
        }
        ResourceDefinition resource = from.with(hints.withoutChoice());
        registry.findObstacle(resource).ifPresent(obstacle -> {
            throw new Rejected("", obstacle);
        });
        registry.join(resource);
        return resource;
    }

    private static @Nullable Object find(Object record, TableChoice choice) {
        if (choice instanceof TableChoice.ByFunction by) {
            return by.function().apply(record);
        }
        String field = ((TableChoice.Field) choice).name();
        if (record instanceof Map<?, ?> map) {
            return map.get(field);
        }
        if (record instanceof JsonNode node) {
            return text(node.path(field));
        }
        return BeanShape.describes(record.getClass())
                ? BeanShape.of(record.getClass()).find(field, record)
                : null;
    }

    private static @Nullable String text(JsonNode value) {
        return value.isNull() || value.isContainerNode() || value.isMissingNode() ? null : value.asText();
    }

    private Parts json(RecordBatch.Json batch, TableChoice choice) {
        Map<String, ResourceDefinition> resources = new LinkedHashMap<>();
        Map<String, List<Integer>> indexes = new LinkedHashMap<>();
        List<Reject> rejects = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            int start = batch.starts()[i];
            int end = batch.ends()[i];
            try {
                ResourceDefinition resource = chosen(batch.resource(), choice, find(batch.bytes(), start, end, choice));
                String table = registry.tableOf(resource);
                resources.putIfAbsent(table, resource);
                indexes.computeIfAbsent(table, t -> new ArrayList<>()).add(i);
            } catch (Rejected e) {
                rejects.add(reject(
                        batch.resource(),
                        e,
                        " (" + batch.place(i) + ")",
                        () -> Arrays.copyOfRange(batch.bytes(), start, end)));
            }
        }
        List<RecordBatch> batches = new ArrayList<>();
        indexes.forEach((table, some) -> batches.add(part(batch, resources.get(table), some)));
        return new Parts(batches, rejects);
    }

    private static @Nullable String find(byte[] bytes, int start, int end, TableChoice choice) {
        try {
            if (choice instanceof TableChoice.ByFunction by) {
                return by.function().apply(RecordJson.tree(bytes, start, end));
            }
            return find(bytes, start, end, ((TableChoice.Field) choice).name());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new Rejected("", RecordJson.describe(e));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The value of a field of a JSON object; the last one where it comes twice. */
    private static @Nullable String find(byte[] bytes, int start, int end, String field) throws IOException {
        String found = null;
        try (JsonParser parser = RecordJson.parser(bytes, start, end)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Rejected("", "a record must be an object");
            }
            String name;
            while ((name = parser.nextFieldName()) != null) {
                JsonToken value = parser.nextToken();
                if (name.equals(field)) {
                    found = value.isScalarValue() && value != JsonToken.VALUE_NULL ? parser.getText() : null;
                }
                parser.skipChildren();
            }
        }
        return found;
    }

    private static RecordBatch part(RecordBatch.Json batch, ResourceDefinition resource, List<Integer> indexes) {
        int[] starts = indexes.stream().mapToInt(i -> batch.starts()[i]).toArray();
        int[] ends = indexes.stream().mapToInt(i -> batch.ends()[i]).toArray();
        long[] numbers = indexes.stream().mapToLong(i -> batch.numbers()[i]).toArray();
        return new RecordBatch.Json(
                resource, batch.origin(), batch.bytes(), starts, ends, indexes.size(), numbers, batch.lines());
    }

    private static Reject reject(ResourceDefinition resource, Rejected why, String place, Supplier<byte[]> raw) {
        return new Reject(resource.name(), why.path(), why.getMessage() + place, raw);
    }
}
