package dev.tributary.benchmarks.micro;

import dev.tributary.coerce.Detections;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.contract.Contracts;
import dev.tributary.normalize.evolution.SchemaRegistry;
import dev.tributary.normalize.front.BatchNormalizer;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.schema.Detection;
import dev.tributary.schema.Schema;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import java.util.List;
import java.util.stream.Stream;

/** Turns batches into rows as a worker does once it knows the columns. */
final class Rows {
    static final ResourceDefinition EVENTS = ResourceDefinition.of("events", state -> Stream.empty());

    private static final int NESTING = 1000;
    private static final double NOW = 1_767_225_600;

    private final BatchNormalizer normalizer;
    private final SchemaRegistry registry;

    /** The columns are those of these batches. */
    Rows(List<RecordBatch> batches) {
        Schema schema = Schema.empty("benchmark");
        NamingConvention naming = NamingConvention.athena();
        registry = new SchemaRegistry(
                schema, List.of(EVENTS), null, naming, TableFormat.ICEBERG, new Contracts(schema, null, null));
        normalizer = new BatchNormalizer(naming, new Detections(Detection.DEFAULT, NOW), new ArrayPool());
        batches.forEach(b -> registry.take(of(b)));
        registry.closeWindow(EVENTS);
    }

    BatchRows of(RecordBatch batch) {
        return normalizer.normalize(batch, "events", NESTING, registry.snapshot());
    }
}
