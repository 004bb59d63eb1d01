package dev.tributary.extract;

import dev.tributary.error.ExtractException;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.state.PipelineState;
import java.util.function.Consumer;

/**
 * Takes the records of a source's selected resources, several resources at once, and hands them on in batches, resource by
 * resource in their order; those of a transformer come between those that they are made of. The receiver's slowness slows
 * the source: a few batches of each resource are held.
 */
public final class Extract {
    /** Batches that a resource may be ahead; they are at most about 1 MB each. */
    private static final int BATCHES_AHEAD = 4;

    private final ExtractSettings settings;
    private final Consumer<RecordBatch> receiver;

    /** The receiver is called on the thread that calls {@code run}. */
    public Extract(ExtractSettings settings, Consumer<RecordBatch> receiver) {
        this.settings = settings;
        this.receiver = receiver;
    }

    /** One resource after the other. */
    public Extract(Consumer<RecordBatch> receiver) {
        this(ExtractSettings.workers(1), receiver);
    }

    /**
     * Extracts all selected resources; returns the state as they leave it. A resource that fails ends the extraction, as
     * does the interruption of this thread: all others are interrupted, and closed when this returns.
     */
    public PipelineState run(SourceDefinition source, PipelineState before) {
        SharedState states = new SharedState(source, before);
        try {
            new Lookahead<RecordBatch>(settings.workers(), BATCHES_AHEAD, settings.patience())
                    .drain(Family.of(source, states.states(), settings.patience()), receiver);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExtractException(
                    "Cannot extract source '%s': the run was interrupted (nothing of it is loaded)"
                            .formatted(source.name()),
                    e);
        }
        return states.after();
    }
}
