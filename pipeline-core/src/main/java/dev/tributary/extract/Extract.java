package dev.tributary.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.error.ExtractException;
import dev.tributary.error.TributaryException;
import dev.tributary.progress.Progress;
import dev.tributary.source.RawJson;
import dev.tributary.source.RecordBatch;
import dev.tributary.source.ResourceDefinition;
import dev.tributary.source.ResourceState;
import dev.tributary.source.SourceDefinition;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of a source's selected resources, one resource after the other, and hands them on in batches. The
 * receiver's slowness slows the source: at most one batch is held.
 */
public final class Extract {
    /** Enough records to make handing on a batch cheap, few enough to keep a batch small. */
    private static final int OBJECTS_IN_BATCH = 500;

    /** Where dlt keeps the states of a source's resources. */
    private static final String RESOURCES = "resources";

    private final Progress progress;
    private final Consumer<RecordBatch> receiver;

    public Extract(Progress progress, Consumer<RecordBatch> receiver) {
        this.progress = progress;
        this.receiver = receiver;
    }

    /**
     * Extracts all selected resources; returns the state as they leave it. A resource that fails ends the extraction.
     */
    public PipelineState run(SourceDefinition source, PipelineState before) {
        PipelineState state = before;
        for (ResourceDefinition resource : source.resources()) {
            if (resource.selected()) {
                state = extract(source, resource, state);
            }
        }
        return state;
    }

    private PipelineState extract(SourceDefinition source, ResourceDefinition resource, PipelineState before) {
        ObjectNode all = before.source(source.name());
        JsonNode resources = all.remove(RESOURCES);
        ResourceState state = new ResourceState(before.resource(source.name(), resource.name()), all);
        extract(resource, state);
        if (resources != null) {
            all.set(RESOURCES, resources);
        }
        PipelineState after = all.isEmpty() ? before : before.withSource(source.name(), all);
        return state.resource().isEmpty()
                ? after
                : after.withResource(source.name(), resource.name(), state.resource());
    }

    private void extract(ResourceDefinition resource, ResourceState state) {
        long[] count = new long[1];
        Consumer<RecordBatch> counting = batch -> {
            checkInterrupted(resource);
            handOver(batch);
            count[0] += batch.size();
            progress.on(new Progress.Event.Extracted(resource.name(), count[0]));
        };
        try (Stream<?> records = resource.records().open(state)) {
            List<Object> objects = new ArrayList<>(OBJECTS_IN_BATCH);
            Iterator<?> iterator = records.iterator();
            while (iterator.hasNext()) {
                @Nullable Object record = iterator.next();
                if (record instanceof RawJson json) {
                    objects = handOn(resource, objects, counting);
                    split(resource, json, counting);
                } else if (record != null) {
                    objects.add(record);
                    if (objects.size() == OBJECTS_IN_BATCH) {
                        objects = handOn(resource, objects, counting);
                    }
                }
            }
            handOn(resource, objects, counting);
        } catch (ReceiverFailed e) {
            throw e.failure;
        } catch (TributaryException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(resource);
        } catch (Exception e) {
            throw new ExtractException(
                    "Cannot extract resource '%s': %s (nothing of this run is loaded; mend the source and run again)"
                            .formatted(resource.name(), describe(e)),
                    e);
        }
    }

    private void handOver(RecordBatch batch) {
        try {
            receiver.accept(batch);
        } catch (RuntimeException e) {
            throw new ReceiverFailed(e);
        }
    }

    /** Carries what the receiver threw past the source's own failures. */
    private static final class ReceiverFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final RuntimeException failure;

        private ReceiverFailed(RuntimeException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private static List<Object> handOn(
            ResourceDefinition resource, List<Object> objects, Consumer<RecordBatch> receiver) {
        if (objects.isEmpty()) {
            return objects;
        }
        receiver.accept(new RecordBatch.Objects(resource, objects));
        return new ArrayList<>(OBJECTS_IN_BATCH);
    }

    private static void split(ResourceDefinition resource, RawJson json, Consumer<RecordBatch> receiver)
            throws IOException {
        try (InputStream bytes = json.bytes().open()) {
            new JsonSplitter(resource, json.origin(), bytes).forEach(receiver);
        }
    }

    private static void checkInterrupted(ResourceDefinition resource) {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(resource);
        }
    }

    private static ExtractException interrupted(ResourceDefinition resource) {
        return new ExtractException("Cannot extract resource '%s': the run was interrupted (nothing of it is loaded)"
                .formatted(resource.name()));
    }

    private static String describe(Exception e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
