package dev.tributary.fuzz;

import static java.util.stream.Collectors.joining;

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
import java.util.Set;
import java.util.TreeMap;

/** Normalizes batches of a resource one after the other: what one teaches, shapes and schema, is there for the next one. */
final class OneWay {
    private final ResourceDefinition resource;
    private final int nesting;
    private final SchemaRegistry registry;
    private final BatchNormalizer normalizer;

    OneWay(ResourceDefinition resource, Set<Detection> detections) {
        this.resource = resource;
        this.nesting = resource.hints().maxTableNesting() == null
                ? 1000
                : resource.hints().maxTableNesting();
        NamingConvention naming = NamingConvention.athena();
        Schema start = Schema.empty("fuzz");
        registry = new SchemaRegistry(
                start, List.of(resource), null, naming, TableFormat.ICEBERG, new Contracts(start, null, null));
        normalizer = new BatchNormalizer(naming, new Detections(detections, 1_700_000_000), new ArrayPool());
    }

    /** Ends the time in which new columns are widened. */
    void closeWindow() {
        registry.closeWindow(resource);
    }

    BatchRows normalize(RecordBatch batch) {
        return normalizer.normalize(batch, registry.tableOf(resource), nesting, registry.snapshot());
    }

    /** Takes the rows in and tells what the schema is then. */
    String take(BatchRows rows) {
        StringBuilder widened = new StringBuilder();
        new TreeMap<>(registry.take(rows))
                .forEach((table, columns) -> widened.append(table)
                        .append(columns.stream().map(String::valueOf).sorted().toList()));
        return widened + "\n"
                + registry.schema().tables().values().stream()
                        .map(String::valueOf)
                        .collect(joining("\n"));
    }
}
