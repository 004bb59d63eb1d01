package dev.tributary;

import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.LoadReport;
import dev.tributary.drop.Reset;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.progress.Progress;
import dev.tributary.rejects.RejectsChange;
import dev.tributary.report.RunReport;
import dev.tributary.report.RunTrace;
import dev.tributary.report.Tracing;
import dev.tributary.schema.change.SchemaDiff;
import dev.tributary.source.definition.SourceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run, from what an earlier one left to the report. It leaves a trace, also where it fails.
 */
final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private final Workplace place;
    private final RunOptions options;
    private final RunTrace trace;

    /** What a run is to load, on top of what. */
    record Work(SourceDefinition source, WorkingFolder.Known known, Reset reset, RejectsChange rejects) {}

    /** Decides what to load once all earlier runs are settled. */
    interface Planner {
        Work plan(DestinationSession session, Optional<LoadId> newest);
    }

    Run(Workplace place, RunOptions options) {
        this.place = place;
        this.options = options;
        this.trace = new RunTrace(place.name(), place.dataset(), options.tracing(), options.progress(), place.clock());
    }

    RunReport of(Planner planner) {
        place.folder().create();
        try {
            RunReport report = report(planner);
            trace.ended(report);
            return report;
        } catch (RuntimeException | Error e) {
            trace.failed(e);
            throw e;
        } finally {
            keep(options.tracing());
        }
    }

    private void keep(Tracing tracing) {
        if (tracing.keep() == 0) {
            return;
        }
        try {
            place.folder().keepTrace(trace.began(), trace.json(), tracing.keep());
        } catch (IOException | UncheckedIOException e) {
            LOG.warn(
                    "Cannot write the trace of pipeline '{}': {} (what the run did stands)",
                    place.name(),
                    e.toString());
        }
    }

    private RunReport report(Planner planner) {
        trace.enter("recover");
        try (DestinationSession session = place.open()) {
            session.acquire(options.waitForLease());
            trace.on(new Progress.Event.Step("looking for what an earlier run left"));
            Settled settled = Settled.of(session, place.folder().packages(), trace);
            Work work = planner.plan(session, settled.newest());
            trace.enter("extract");
            Optional<Preparation.Prepared> prepared = new Preparation(place, session, trace).of(work);
            LoadReport loaded = new LoadReport(List.of());
            if (prepared.isPresent()) {
                trace.enter("load");
                loaded = load(settled, prepared.get().loadPackage());
            }
            return new RunReport(
                    place.name(),
                    prepared.map(p -> p.loadPackage().loadId()),
                    prepared.isPresent() ? RunReport.Status.LOADED : RunReport.Status.NOTHING_TO_LOAD,
                    place.dataset(),
                    loaded.tables(),
                    prepared.map(p -> SchemaDiff.between(
                                    work.reset().schema(), p.result().schema()))
                            .orElse(List.of()),
                    prepared.map(p -> p.result().records()).orElse(0L),
                    prepared.map(p -> p.result().rejects()).orElse(0L),
                    session.requests(),
                    Duration.between(trace.began(), place.clock().instant()),
                    settled.finished(),
                    settled.recovered(),
                    prepared.map(p -> p.result().discarded()).orElse(List.of()));
        }
    }

    private LoadReport load(Settled settled, LoadPackage loadPackage) {
        LoadReport loaded = settled.load().run(loadPackage);
        place.folder()
                .write(new WorkingFolder.Known(
                        loadPackage.loadId(), place.dataset(), loadPackage.state(), loadPackage.schema()));
        place.files().export(loadPackage.schema());
        return loaded;
    }
}
