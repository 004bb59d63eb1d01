package dev.tributary;

import dev.tributary.destination.Destination;
import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.StoredRow;
import dev.tributary.drop.Drop;
import dev.tributary.drop.DropReport;
import dev.tributary.drop.Reset;
import dev.tributary.error.ConfigException;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.rejects.RejectFilter;
import dev.tributary.rejects.RejectedRecord;
import dev.tributary.rejects.RejectsChange;
import dev.tributary.report.RunPlan;
import dev.tributary.report.RunReport;
import dev.tributary.report.Tracing;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaContract;
import dev.tributary.schema.form.SchemaFiles;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pipeline: a name, a dataset in a destination, and a working folder. Each run extracts a source, normalizes its records
 * into a load package and loads that, all or nothing and exactly once.
 */
public final class Pipeline {
    /** The table that traces are loaded into. */
    public static final String TRACE_TABLE = "_trace";

    private final Workplace place;

    private Pipeline(Workplace place) {
        this.place = place;
    }

    /** A pipeline that works in a folder of its own, such as {@code .dlt/pipelines/<name>}. The dataset is normalized. */
    public static Pipeline of(
            String name, String dataset, Destination destination, Path workingFolder, RunSettings settings) {
        return new Pipeline(new Workplace(
                name,
                settings.naming().table(dataset),
                destination,
                new WorkingFolder(workingFolder),
                settings,
                Clock.systemUTC(),
                SchemaFiles.NONE));
    }

    /** The same pipeline, which imports and exports schema files. */
    public Pipeline schemaFiles(SchemaFiles newFiles) {
        return new Pipeline(new Workplace(
                place.name(),
                place.dataset(),
                place.destination(),
                place.folder(),
                place.settings(),
                place.clock(),
                newFiles));
    }

    /** The name of a new dataset for a run that is a trial: the dataset's and the time, as dlt's {@code dev_mode} makes it. */
    public static String developmentDataset(String dataset, Clock clock) {
        String time = DateTimeFormatter.ofPattern("uuuuMMddHHmmss").format(ZonedDateTime.now(clock));
        return dataset + (dataset.endsWith("_") ? "" : "_") + time;
    }

    /** The name of the dataset, normalized. */
    public String dataset() {
        return place.dataset();
    }

    /**
     * Runs a source. What an earlier run left is settled first, so that no row is lost or there twice.
     */
    public RunReport run(SourceDefinition source, RunOptions options) {
        return new Run(place, options).of((session, newest) -> {
            WorkingFolder.Known known = place.known(session, newest, source.name());
            Reset reset = Reset.before(source, known.schema(), known.state(), options.refresh());
            return new Run.Work(source, known, reset, RejectsChange.NONE);
        });
    }

    /**
     * Tells what a run would do: it extracts and normalizes, into a folder that is deleted again, and loads nothing. Neither
     * the lake nor the working folder nor the state changes. Loads that an earlier run left are not looked at.
     */
    public RunPlan plan(SourceDefinition source, RunOptions options) {
        return new TrialRun(place, options).of(source);
    }

    /**
     * Takes tables and states away, all or nothing and in one load. What goes is told first; nothing happens unless that is
     * agreed to. What an earlier run left is settled before.
     *
     * @throws ConfigException if the pipeline has loaded nothing into its dataset
     */
    public DropReport drop(Drop drop, RunOptions options, Predicate<DropReport> agreed) {
        return new Dropping(place, options).run(drop, agreed);
    }

    /**
     * Makes the working folder what the lake knows: state and schema of the newest load. Packages that were not loaded are
     * deleted; loads that the lake has begun are finished first. Empty when the pipeline has loaded nothing there; where it has
     * no folder either, none is made.
     */
    public Optional<WorkingFolder.Known> sync(String schemaName, RunOptions options) {
        try (DestinationSession session = place.open()) {
            session.acquire(options.waitForLease());
            session.recover();
            if (place.folder().exists()) {
                place.folder().create();
                place.folder().clear();
            }
            Optional<LoadId> newest = session.newestLoad();
            Optional<WorkingFolder.Known> known = newest.map(n -> place.known(session, newest, schemaName));
            known.ifPresent(k -> {
                place.folder().create();
                place.folder().write(k);
            });
            return known;
        }
    }

    /**
     * Gives rejected records to a source's resources once more, as they are now, in a load like any other. Those that fit
     * leave the table of the rejects with that load; those that don't stay there with the reason of today. Records that are
     * not JSON, or of no resource of the source, are left alone.
     */
    public RunReport replayRejects(SourceDefinition source, RejectFilter filter, RunOptions options) {
        Set<String> resources =
                source.resources().stream().map(ResourceDefinition::name).collect(Collectors.toSet());
        return new Run(place, options).of((session, newest) -> {
            WorkingFolder.Known known = place.known(session, newest, source.name());
            RejectsChange change = rejects(
                    session,
                    known,
                    filter,
                    r -> resources.contains(r.resource()) && r.json().isPresent());
            return new Run.Work(change.replayed(source), known, none(known), change);
        });
    }

    /** Deletes rejected records, in a load like any other. */
    public RunReport dropRejects(RejectFilter filter, RunOptions options) {
        return new Run(place, options).of((session, newest) -> {
            WorkingFolder.Known known = place.known(session, newest, place.schemaName(session, newest));
            RejectsChange change = rejects(session, known, filter, r -> true);
            SourceDefinition nothing = new SourceDefinition(known.schema().name(), List.of(), null)
                    .contract(known.schema().contract().orElse(null));
            return new Run.Work(nothing, known, none(known), change);
        });
    }

    /** Shows rejected records to a receiver, as the lake has them now. */
    public void showRejects(RejectFilter filter, Consumer<RejectedRecord> receiver) {
        try (DestinationSession session = place.open()) {
            Optional<LoadId> newest = session.newestLoad();
            Schema schema = place.known(session, newest, place.schemaName(session, newest))
                    .schema();
            try (Stream<StoredRow> rows = session.rows(RejectsChange.table())) {
                rows.map(RejectedRecord::of)
                        .filter(r -> isMine(r) && filter.matches(r, schema))
                        .forEach(receiver);
            }
        }
    }

    /** Loads the newest trace into the table {@code _trace} of the source's schema; leaves no trace of that. */
    public RunReport loadTrace(SourceDefinition source, RunOptions options) {
        List<Path> traces = place.folder().traces();
        ResourceDefinition newest = ResourceDefinition.of(
                        TRACE_TABLE,
                        state -> traces.stream()
                                .skip(Math.max(0, traces.size() - 1))
                                .map(RawJson::file))
                .with(TableHints.of(TRACE_TABLE).contract(SchemaContract.EVOLVE));
        return run(source.with(List.of(newest)), options.refresh(null).tracing(Tracing.none()));
    }

    private boolean isMine(RejectedRecord reject) {
        return reject.pipeline().isEmpty() || reject.pipeline().equals(place.name());
    }

    private RejectsChange rejects(
            DestinationSession session,
            WorkingFolder.Known known,
            RejectFilter filter,
            Predicate<RejectedRecord> taken) {
        return new RejectsChange(
                () -> session.rows(RejectsChange.table()),
                r -> isMine(r) && filter.matches(r, known.schema()) && taken.test(r));
    }

    private static Reset none(WorkingFolder.Known known) {
        return Reset.none(known.schema(), known.state());
    }
}
