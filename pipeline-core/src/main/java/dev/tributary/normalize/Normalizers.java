package dev.tributary.normalize;

import dev.tributary.coerce.Detections;
import dev.tributary.normalize.evolution.SchemaRegistry;
import dev.tributary.normalize.front.BatchNormalizer;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Makes rows of batches: there is a normalizer for each worker, and one for the thread that takes their results. */
final class Normalizers {
    /** dlt's default: deeper than any real record. */
    private static final int DEFAULT_NESTING = 1000;

    private final SourceDefinition source;
    private final NormalizeSettings settings;
    private final SchemaRegistry registry;
    private final BatchNormalizer own;
    private final BlockingQueue<BatchNormalizer> idle = new LinkedBlockingQueue<>();

    Normalizers(
            SourceDefinition source,
            NormalizeSettings settings,
            SchemaRegistry registry,
            Detections detections,
            ArrayPool pool) {
        this.source = source;
        this.settings = settings;
        this.registry = registry;
        this.own = new BatchNormalizer(settings.naming(), detections, pool);
        for (int i = 0; i < settings.workers(); i++) {
            idle.add(new BatchNormalizer(settings.naming(), detections, pool));
        }
    }

    /** The rows of a batch, for a worker. */
    BatchRows work(RecordBatch batch) throws InterruptedException {
        BatchNormalizer normalizer = idle.take();
        try {
            return normalize(normalizer, batch);
        } finally {
            idle.add(normalizer);
        }
    }

    /** The rows of a batch, for the thread that takes the workers' results. */
    BatchRows normalize(RecordBatch batch) {
        return normalize(own, batch);
    }

    private BatchRows normalize(BatchNormalizer normalizer, RecordBatch batch) {
        ResourceDefinition resource = batch.resource();
        return normalizer.normalize(batch, registry.tableOf(resource), nesting(resource), registry.snapshot());
    }

    private int nesting(ResourceDefinition resource) {
        if (resource.hints().maxTableNesting() != null) {
            return resource.hints().maxTableNesting();
        }
        if (source.maxTableNesting() != null) {
            return source.maxTableNesting();
        }
        return settings.maxTableNesting() == null ? DEFAULT_NESTING : settings.maxTableNesting();
    }
}
