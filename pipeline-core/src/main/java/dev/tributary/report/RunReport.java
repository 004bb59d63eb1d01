package dev.tributary.report;

import dev.tributary.destination.LoadReport;
import dev.tributary.destination.RecoveredLoad;
import dev.tributary.destination.RequestCounts;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.normalize.contract.Discarded;
import dev.tributary.schema.change.SchemaChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run did.
 *
 * @param loadId the load that was committed; empty where there was nothing to load
 * @param finished loads of earlier runs, left on this machine, that this run loaded first
 * @param recovered loads of earlier runs that were settled from the lake
 * @param discarded what contracts kept out, by table
 */
public record RunReport(
        String pipeline,
        Optional<LoadId> loadId,
        Status status,
        String dataset,
        List<LoadReport.LoadedTable> tables,
        List<SchemaChange> schemaChanges,
        long records,
        long rejects,
        RequestCounts requests,
        Duration took,
        List<LoadId> finished,
        List<RecoveredLoad> recovered,
        List<Discarded> discarded) {

    /** How a run that did not fail ended. */
    public enum Status {
        /** A load was committed. */
        LOADED,
        /** The source had no records and no table was to be replaced. */
        NOTHING_TO_LOAD
    }

    public RunReport {
        tables = List.copyOf(tables);
        schemaChanges = List.copyOf(schemaChanges);
        finished = List.copyOf(finished);
        recovered = List.copyOf(recovered);
        discarded = List.copyOf(discarded);
    }
}
