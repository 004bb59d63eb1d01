package dev.tributary.athena.intent;

import dev.tributary.loadpackage.LoadId;
import dev.tributary.schema.Schema;
import dev.tributary.state.PipelineState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that a load will do: enough to finish it without the package. The attempt is a random name of this try, so that two
 * tries never look the same.
 */
public record Intent(
        Status status,
        String attempt,
        LoadId loadId,
        String pipeline,
        String dataset,
        Instant createdAt,
        List<IntentTable> tables,
        Schema schema,
        PipelineState state,
        List<DroppedTable> dropped) {

    /**
     * How far a load got. The step to PREPARED is taken once, by the loader, unless who takes the load back has taken the
     * one to ROLLING_BACK. While STREAMING the intent has the keys of files that are still written, and tables and state
     * are not known yet.
     */
    public enum Status {
        STREAMING,
        UPLOADING,
        PREPARED,
        ROLLING_BACK
    }

    public Intent {
        tables = List.copyOf(tables);
        dropped = List.copyOf(dropped);
    }

    /** The same load, further on. */
    public Intent with(Status next) {
        return new Intent(next, attempt, loadId, pipeline, dataset, createdAt, tables, schema, state, dropped);
    }

    /** The same load as a try of another name. */
    public Intent tried(String name) {
        return new Intent(status, name, loadId, pipeline, dataset, createdAt, tables, schema, state, dropped);
    }

    /** The name of the table property that holds the newest load of a pipeline which the table contains. */
    public static String marker(String pipeline) {
        return "tributary.load." + pipeline;
    }

    /** The marker's name for this load's pipeline. */
    public String marker() {
        return marker(pipeline);
    }

    /** Whether a table with these properties has this load, or a later one of its pipeline. */
    public boolean isIn(Map<String, String> properties) {
        String newest = properties.get(marker());
        return newest != null && new LoadId(newest).compareTo(loadId) >= 0;
    }
}
