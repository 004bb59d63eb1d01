package dev.tributary.normalize.front;

import dev.tributary.coerce.Detections;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.contract.Contracts;
import dev.tributary.normalize.evolution.SchemaRegistry;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.Slot;
import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnBuffer;
import dev.tributary.parquet.DecimalBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.schema.Detection;
import dev.tributary.schema.Schema;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Normalizes batches of one resource, and tells what they became, cell by cell. */
final class Told {
    static final ResourceDefinition ITEMS = ResourceDefinition.of("items", state -> Stream.empty());

    private final BatchNormalizer normalizer = new BatchNormalizer(
            NamingConvention.athena(), new Detections(Set.of(Detection.ISO_TIMESTAMP), 1_700_000_000), new ArrayPool());
    private final SchemaRegistry registry;

    Told() {
        this(ITEMS);
    }

    /** With what this resource says of the table 'items'. */
    Told(ResourceDefinition items) {
        registry = registry(items);
    }

    private static SchemaRegistry registry(ResourceDefinition items) {
        Schema schema = Schema.empty("test");
        return new SchemaRegistry(
                schema,
                List.of(items),
                false,
                NamingConvention.athena(),
                TableFormat.ICEBERG,
                new Contracts(schema, null, null));
    }

    static List<String> objects(List<?> records) {
        return new Told().batch(new RecordBatch.Objects(ITEMS, List.copyOf(records)));
    }

    /** Batches of objects, each with the schema that those before it left. */
    static List<String> inTurn(List<? extends List<?>> batches) {
        Told told = new Told();
        List<String> all = new ArrayList<>();
        batches.forEach(batch -> all.addAll(told.batch(new RecordBatch.Objects(ITEMS, List.copyOf(batch)))));
        return all;
    }

    List<String> batch(RecordBatch batch) {
        BatchRows rows = normalizer.normalize(batch, "items", 1000, registry.snapshot());
        registry.take(rows);
        List<String> told = new ArrayList<>();
        rows.rejects().forEach(reject -> told.add("rejected: " + reject.reason()));
        for (BatchTable table : rows.tables()) {
            for (int row = 0; row < table.rows(); row++) {
                told.add(table.name() + " " + row + " of " + table.parentRow(row) + " at " + table.listIndex(row));
            }
            table.newSlots().forEach(slot -> tell(table, slot, told));
            table.slots().stream()
                    .filter(slot -> slot.isTyped() && !slot.isNew())
                    .sorted(Comparator.comparing(Slot::name))
                    .forEach(slot -> tell(table, slot, told));
        }
        return told;
    }

    private static void tell(BatchTable table, Slot slot, List<String> told) {
        String column = table.name() + "." + slot.name() + " " + slot.type().id();
        for (int i = 0; i < slot.buffer().count(); i++) {
            told.add(column + " " + slot.buffer().row(i) + " " + value(slot.buffer(), i));
        }
    }

    private static Object value(ColumnBuffer buffer, int index) {
        if (buffer instanceof LongBuffer longs) {
            return longs.get(index);
        }
        if (buffer instanceof DoubleBuffer doubles) {
            return doubles.get(index);
        }
        if (buffer instanceof BoolBuffer bools) {
            return bools.get(index);
        }
        return buffer instanceof DecimalBuffer decimals ? decimals.get(index) : ((BytesBuffer) buffer).text(index);
    }
}
