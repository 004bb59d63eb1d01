package dev.tributary;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.Destination;
import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.LakeTable;
import dev.tributary.destination.LoadReport;
import dev.tributary.destination.RecoveredLoad;
import dev.tributary.destination.StoredRow;
import dev.tributary.destination.StoredState;
import dev.tributary.error.ConfigException;
import dev.tributary.error.LoadException;
import dev.tributary.error.SchemaException;
import dev.tributary.extract.Extract;
import dev.tributary.extract.ExtractSettings;
import dev.tributary.load.Load;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.Normalize;
import dev.tributary.normalize.NormalizeResult;
import dev.tributary.progress.Progress;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaContract;
import dev.tributary.schema.SchemaDiff;
import dev.tributary.schema.SchemaHash;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.schema.form.SchemaFiles;
import dev.tributary.source.RawJson;
import dev.tributary.source.ResourceDefinition;
import dev.tributary.source.SourceDefinition;
import dev.tributary.source.TableHints;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipeline: a name, a dataset in a destination, and a working folder. Each run extracts a source, normalizes its records
 * into a load package and loads that, all or nothing and exactly once.
 */
public final class Pipeline {
    /** The table that traces are loaded into. */
    public static final String TRACE_TABLE = "_trace";

    /** dlt keeps ten hashes of earlier schemas. */
    private static final int KEPT_HASHES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private final String name;
    private final String dataset;
    private final Destination destination;
    private final WorkingFolder folder;
    private final RunSettings settings;
    private final Clock clock;
    private final SchemaFiles files;

    private Pipeline(
            String name,
            String dataset,
            Destination destination,
            WorkingFolder folder,
            RunSettings settings,
            Clock clock,
            SchemaFiles files) {
        NamingConvention naming = settings.naming();
        this.name = name;
        this.dataset = naming.table(dataset);
        this.destination = destination;
        this.folder = folder;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
    }

    /** A pipeline that works in a folder of its own, such as {@code .dlt/pipelines/<name>}. The dataset is normalized. */
    public static Pipeline of(
            String name, String dataset, Destination destination, Path workingFolder, RunSettings settings) {
        return new Pipeline(
                name,
                dataset,
                destination,
                new WorkingFolder(workingFolder),
                settings,
                Clock.systemUTC(),
                SchemaFiles.NONE);
    }

    /** The same pipeline, which imports and exports schema files. */
    public Pipeline schemaFiles(SchemaFiles newFiles) {
        return new Pipeline(name, dataset, destination, folder, settings, clock, newFiles);
    }

    /** The name of a new dataset for a run that is a trial: the dataset's and the time, as dlt's {@code dev_mode} makes it. */
    public static String developmentDataset(String dataset, Clock clock) {
        String time = DateTimeFormatter.ofPattern("uuuuMMddHHmmss").format(ZonedDateTime.now(clock));
        return dataset + (dataset.endsWith("_") ? "" : "_") + time;
    }

    /** The name of the dataset, normalized. */
    public String dataset() {
        return dataset;
    }

    /**
     * Runs a source. What an earlier run left is settled first, so that no row is lost or there twice.
     */
    public RunReport run(SourceDefinition source, RunOptions options) {
        return run(options, (session, newest) -> {
            WorkingFolder.Known known = known(session, newest, source.name());
            return new Work(source, known, reset(source, known, options), RejectsChange.NONE);
        });
    }

    /**
     * Gives rejected records to a source's resources once more, as they are now, in a load like any other. Those that fit
     * leave the table of the rejects with that load; those that don't stay there with the reason of today. Records that are
     * not JSON, or of no resource of the source, are left alone.
     */
    public RunReport replayRejects(SourceDefinition source, RejectFilter filter, RunOptions options) {
        Set<String> resources =
                source.resources().stream().map(ResourceDefinition::name).collect(Collectors.toSet());
        return run(options, (session, newest) -> {
            WorkingFolder.Known known = known(session, newest, source.name());
            RejectsChange change = rejects(
                    session,
                    known,
                    filter,
                    r -> resources.contains(r.resource()) && r.json().isPresent());
            return new Work(change.replayed(source), known, none(known), change);
        });
    }

    /** Deletes rejected records, in a load like any other. */
    public RunReport dropRejects(RejectFilter filter, RunOptions options) {
        return run(options, (session, newest) -> {
            WorkingFolder.Known known = known(session, newest, schemaName(session, newest));
            RejectsChange change = rejects(session, known, filter, r -> true);
            SourceDefinition nothing = new SourceDefinition(known.schema().name(), List.of(), null)
                    .contract(known.schema().contract().orElse(null));
            return new Work(nothing, known, none(known), change);
        });
    }

    /** Shows rejected records to a receiver, as the lake has them now. */
    public void showRejects(RejectFilter filter, Consumer<RejectedRecord> receiver) {
        try (DestinationSession session = destination.open(new DatasetName(name, dataset))) {
            Optional<LoadId> newest = session.newestLoad();
            Schema schema = known(session, newest, schemaName(session, newest)).schema();
            try (Stream<StoredRow> rows = session.rows(RejectsChange.table())) {
                rows.map(RejectedRecord::of)
                        .filter(r -> isMine(r) && filter.matches(r, schema))
                        .forEach(receiver);
            }
        }
    }

    /** Loads the newest trace into the table {@code _trace} of the source's schema; leaves no trace of that. */
    public RunReport loadTrace(SourceDefinition source, RunOptions options) {
        List<Path> traces = folder.traces();
        ResourceDefinition newest = ResourceDefinition.of(
                        TRACE_TABLE,
                        state -> traces.stream()
                                .skip(Math.max(0, traces.size() - 1))
                                .map(RawJson::file))
                .with(TableHints.of(TRACE_TABLE).contract(SchemaContract.EVOLVE));
        return run(source.with(List.of(newest)), options.refresh(null).tracing(Tracing.none()));
    }

    private boolean isMine(RejectedRecord reject) {
        return reject.pipeline().isEmpty() || reject.pipeline().equals(name);
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

    /** The schema that the pipeline uses here, or else the first that it ever used. */
    private String schemaName(DestinationSession session, Optional<LoadId> newest) {
        Optional<String> local = folder.read()
                .filter(k -> k.dataset().equals(dataset) && newest.equals(Optional.of(k.loadId())))
                .map(k -> k.schema().name());
        return local.or(() -> session.restore(name)
                        .map(s -> s.state().json())
                        .map(s -> s.path("default_schema_name").asText()))
                .orElse(name);
    }

    /** What a run is to load, on top of what. */
    private record Work(SourceDefinition source, WorkingFolder.Known known, Reset reset, RejectsChange rejects) {}

    private static Reset none(WorkingFolder.Known known) {
        return Reset.none(known.schema(), known.state());
    }

    /** Decides what to load once all earlier runs are settled. */
    private interface Planner {
        Work plan(DestinationSession session, Optional<LoadId> newest);
    }

    /** Leaves a trace of the run, also of one that fails. */
    private RunReport run(RunOptions options, Planner planner) {
        folder.create();
        RunTrace trace = new RunTrace(name, dataset, options, clock);
        try {
            RunReport report = run(options, planner, trace);
            trace.ended(report);
            return report;
        } catch (RuntimeException | Error e) {
            trace.failed(e);
            throw e;
        } finally {
            keep(trace, options.tracing());
        }
    }

    private void keep(RunTrace trace, Tracing tracing) {
        if (tracing.keep() == 0) {
            return;
        }
        try {
            folder.keepTrace(trace.began(), trace.json(), tracing.keep());
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Cannot write the trace of pipeline '{}': {} (what the run did stands)", name, e.toString());
        }
    }

    private RunReport run(RunOptions options, Planner planner, RunTrace progress) {
        Instant began = progress.began();
        progress.enter("recover");
        try (DestinationSession session = destination.open(new DatasetName(name, dataset))) {
            session.acquire(options.waitForLease());
            progress.on(new Progress.Event.Step("looking for what an earlier run left"));
            List<RecoveredLoad> recovered = session.recover();
            Load load = new Load(session, progress);
            Optional<LoadId> newest = session.newestLoad();
            List<LoadId> finished = load.settle(folder.packages(), newest);
            if (!finished.isEmpty()) {
                newest = Optional.of(finished.get(finished.size() - 1));
            }
            Work work = planner.plan(session, newest);
            progress.enter("extract");
            Optional<Prepared> prepared = prepare(work, session, progress);
            LoadReport report = new LoadReport(List.of());
            if (prepared.isPresent()) {
                progress.enter("load");
                LoadPackage loadPackage = prepared.get().loadPackage();
                report = load.run(loadPackage);
                folder.write(new WorkingFolder.Known(
                        loadPackage.loadId(), dataset, loadPackage.state(), loadPackage.schema()));
                files.export(loadPackage.schema());
            }
            return new RunReport(
                    name,
                    prepared.map(p -> p.loadPackage().loadId()),
                    prepared.isPresent() ? RunReport.Status.LOADED : RunReport.Status.NOTHING_TO_LOAD,
                    dataset,
                    report.tables(),
                    prepared.map(p -> SchemaDiff.between(
                                    work.reset().schema(), p.result().schema()))
                            .orElse(List.of()),
                    prepared.map(p -> p.result().records()).orElse(0L),
                    prepared.map(p -> p.result().rejects()).orElse(0L),
                    session.requests(),
                    Duration.between(began, clock.instant()),
                    finished,
                    recovered,
                    prepared.map(p -> p.result().discarded()).orElse(List.of()));
        }
    }

    /**
     * Takes tables and states away, all or nothing and in one load. What goes is told first; nothing happens unless that is
     * agreed to. What an earlier run left is settled before.
     *
     * @throws ConfigException if the pipeline has loaded nothing into its dataset
     */
    public DropReport drop(Drop drop, RunOptions options, Predicate<DropReport> agreed) {
        folder.create();
        Progress progress = options.progress();
        try (DestinationSession session = destination.open(new DatasetName(name, dataset))) {
            session.acquire(options.waitForLease());
            session.recover();
            Load load = new Load(session, progress);
            List<LoadId> finished = load.settle(folder.packages(), session.newestLoad());
            Optional<LoadId> newest =
                    finished.isEmpty() ? session.newestLoad() : Optional.of(finished.get(finished.size() - 1));
            if (newest.isEmpty()) {
                throw nothingLoaded();
            }
            WorkingFolder.Known known = known(session, newest, drop.schema());
            List<String> states = Reset.resourceStates(drop, known.state());
            List<String> paths = Reset.statePaths(drop, known.state());
            Reset reset = Reset.drop(drop, known.schema(), known.state(), states, paths);
            DropReport report = new DropReport(
                    name,
                    dataset,
                    reset.removal().dropped(),
                    states,
                    paths,
                    Reset.unknown(drop, known.schema(), known.state()));
            if (!report.isEmpty() && agreed.test(report)) {
                load(load, known, reset);
            }
            return report;
        }
    }

    private void load(Load load, WorkingFolder.Known known, Reset reset) {
        LoadId loadId = LoadId.next(clock.instant(), known.loadId());
        Path target = folder.packageFolder(loadId);
        Schema schema = versioned(known.schema(), reset.schema());
        PackageContents contents = new PackageContents(
                loadId, name, dataset, schema.name(), clock.instant(), List.of(), 0, reset.removal());
        try {
            LoadPackage loadPackage =
                    LoadPackage.complete(target, contents, schema, state(known, reset.state(), schema));
            load.run(loadPackage);
            folder.write(new WorkingFolder.Known(loadId, dataset, loadPackage.state(), schema));
        } catch (IOException e) {
            discard(target);
            throw unwritable(loadId, target, e);
        }
    }

    private ConfigException nothingLoaded() {
        return new ConfigException(
                "Cannot find pipeline '%s' in dataset '%s': it has loaded nothing there (name another pipeline or dataset)"
                        .formatted(name, dataset));
    }

    /**
     * Makes the working folder what the lake knows: state and schema of the newest load. Packages that were not loaded are
     * deleted; loads that the lake has begun are finished first. Empty when the pipeline has loaded nothing there.
     */
    public Optional<WorkingFolder.Known> sync(String schemaName, RunOptions options) {
        folder.create();
        try (DestinationSession session = destination.open(new DatasetName(name, dataset))) {
            session.acquire(options.waitForLease());
            session.recover();
            folder.clear();
            Optional<LoadId> newest = session.newestLoad();
            Optional<WorkingFolder.Known> known = newest.map(n -> known(session, newest, schemaName));
            known.ifPresent(folder::write);
            return known;
        }
    }

    /**
     * Tells what a run would do: it extracts and normalizes, into a folder that is deleted again, and loads nothing. Neither
     * the lake nor the working folder nor the state changes. Loads that an earlier run left are not looked at.
     */
    public RunPlan plan(SourceDefinition source, RunOptions options) {
        Progress progress = options.progress();
        try (DestinationSession session = destination.open(new DatasetName(name, dataset));
                TemporaryFolder target = TemporaryFolder.create()) {
            WorkingFolder.Known known = known(session, session.newestLoad(), source.name());
            Reset reset = reset(source, known, options);
            TableFormat format = session.defaultFormat();
            try (Normalize normalize = new Normalize(
                    name,
                    LoadId.next(clock.instant(), known.loadId()),
                    source,
                    files.imported(reset.schema(), format),
                    format,
                    target.path(),
                    settings.normalize(),
                    progress)) {
                progress.on(new Progress.Event.Step("extracting and normalizing"));
                new Extract(ExtractSettings.workers(settings.extractWorkers()), progress, normalize::accept)
                        .run(source, reset.state());
                return plan(reset.schema(), normalize.finish());
            }
        } catch (SchemaException e) {
            String failure = String.valueOf(e.getMessage());
            return new RunPlan(name, dataset, List.of(), List.of(), 0, 0, List.of(), Optional.of(failure));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reset reset(SourceDefinition source, WorkingFolder.Known known, RunOptions options) {
        return options.refresh() == null
                ? Reset.none(known.schema(), known.state())
                : Reset.refresh(options.refresh(), source, known.schema(), known.state());
    }

    private RunPlan plan(Schema before, NormalizeResult result) {
        Schema after = result.schema();
        List<RunPlan.PlannedTable> tables = result.tables().stream()
                .map(t -> {
                    Table table = after.tables().get(t.name());
                    return new RunPlan.PlannedTable(t.name(), t.rows(), table.format(), table.disposition());
                })
                .toList();
        return new RunPlan(
                name,
                dataset,
                tables,
                SchemaDiff.between(before, after),
                result.records(),
                result.rejects(),
                result.discarded(),
                Optional.empty());
    }

    /** A complete package and what became of the records. */
    private record Prepared(LoadPackage loadPackage, NormalizeResult result) {}

    private WorkingFolder.Known known(DestinationSession session, Optional<LoadId> newest, String source) {
        LoadId none = new LoadId("0.000000");
        Optional<WorkingFolder.Known> local = folder.read()
                .filter(k -> k.dataset().equals(dataset) && k.schema().name().equals(source));
        if (local.isPresent() && newest.equals(Optional.of(local.get().loadId()))) {
            return local.get();
        }
        if (newest.isEmpty()) {
            return new WorkingFolder.Known(
                    none, dataset, PipelineState.initial(name, dataset, source), Schema.empty(source));
        }
        StoredState stored = session.restore(source).orElse(null);
        PipelineState state = stored == null ? PipelineState.initial(name, dataset, source) : stored.state();
        Schema schema = stored == null ? Schema.empty(source) : stored.schema().orElse(Schema.empty(source));
        return new WorkingFolder.Known(newest.get(), dataset, state, schema);
    }

    private Optional<Prepared> prepare(Work work, DestinationSession session, RunTrace progress) {
        SourceDefinition source = work.source();
        WorkingFolder.Known known = work.known();
        Reset reset = work.reset();
        LoadId loadId = LoadId.next(clock.instant(), known.loadId());
        Path target = folder.packageFolder(loadId);
        Schema before = known.schema();
        try {
            NormalizeResult result;
            PipelineState extracted;
            try (Normalize normalize = new Normalize(
                    name,
                    loadId,
                    source,
                    files.imported(reset.schema(), session.defaultFormat()),
                    session.defaultFormat(),
                    LoadPackage.filesFolder(target),
                    settings.normalize(),
                    progress)) {
                progress.on(new Progress.Event.Step("extracting and normalizing"));
                ExtractSettings how = ExtractSettings.workers(settings.extractWorkers());
                extracted = new Extract(how, progress, batch -> {
                            progress.enter("normalize");
                            normalize.accept(batch);
                            progress.enter("extract");
                        })
                        .run(source, reset.state());
                progress.enter("normalize");
                result = normalize.finish();
            }
            Schema schema = versioned(before, withRejects(result.schema(), work.rejects(), session));
            List<PackagedTable> tables = result.tables();
            if (!work.rejects().isEmpty()) {
                tables = work.rejects()
                        .in(
                                tables,
                                loadId,
                                schema.find(RejectsChange.table()).orElseThrow(),
                                LoadPackage.filesFolder(target));
            }
            boolean hasRows =
                    !work.rejects().isEmpty() || result.tables().stream().anyMatch(t -> t.rows() > 0);
            boolean replaces = result.tables().stream()
                    .anyMatch(t -> schema.tables().get(t.name()).disposition() == WriteDisposition.REPLACE);
            boolean keepsMore = !extracted.versionHash().equals(known.state().versionHash());
            if (!hasRows && !replaces && !keepsMore && reset.removal().isEmpty()) {
                LoadPackage.delete(target);
                return Optional.empty();
            }
            PackageContents contents = new PackageContents(
                    loadId, name, dataset, schema.name(), clock.instant(), tables, result.rejects(), reset.removal());
            return Optional.of(new Prepared(
                    LoadPackage.complete(target, contents, schema, state(known, extracted, schema)), result));
        } catch (IOException e) {
            discard(target);
            throw unwritable(loadId, target, e);
        } catch (UncheckedIOException e) {
            discard(target);
            throw unwritable(loadId, target, e.getCause());
        } catch (RuntimeException | Error e) {
            discard(target);
            throw e;
        }
    }

    /** A pipeline with several sources has the table of the rejects in the schema of only some. */
    private static Schema withRejects(Schema schema, RejectsChange change, DestinationSession session) {
        if (change.isEmpty() || schema.find(RejectsChange.table()).isPresent()) {
            return schema;
        }
        LakeTable there = session.tables().stream()
                .filter(t -> t.name().equals(RejectsChange.table()))
                .findFirst()
                .orElseThrow();
        List<Column> columns = there.columns().stream()
                .map(c -> Column.of(c.name(), DataType.TEXT))
                .toList();
        List<Table> tables = new ArrayList<>(schema.tables().values());
        tables.add(new Table(
                there.name(), null, there.name(), columns, WriteDisposition.APPEND, there.format(), List.of(), null));
        return schema.with(tables);
    }

    private static LoadException unwritable(LoadId loadId, Path packageFolder, IOException failure) {
        return LoadException.permanent(
                "Cannot write package %s: %s (nothing is loaded; make room in '%s' and run again)"
                        .formatted(loadId, failure.getMessage(), packageFolder),
                failure);
    }

    /** The state after this load: it knows the schema, and its version rises when it changed. */
    private PipelineState state(WorkingFolder.Known known, PipelineState extracted, Schema schema) {
        ObjectNode json = extracted.json();
        json.put("pipeline_name", name);
        json.put("dataset_name", dataset);
        ArrayNode schemas = json.withArray("schema_names");
        boolean listed = StreamSupport.stream(schemas.spliterator(), false)
                .anyMatch(n -> n.asText().equals(schema.name()));
        if (!listed) {
            schemas.add(schema.name());
        }
        return PipelineState.of(json).after(known.state());
    }

    private static Schema versioned(Schema before, Schema after) {
        if (SchemaHash.of(before).equals(SchemaHash.of(after))) {
            return new Schema(after.name(), before.version(), before.previousHashes(), after.tables(), after.other());
        }
        if (before.tables().isEmpty()) {
            return after;
        }
        List<String> hashes = new ArrayList<>();
        hashes.add(SchemaHash.of(before));
        hashes.addAll(before.previousHashes());
        List<String> kept = hashes.subList(0, Math.min(KEPT_HASHES, hashes.size()));
        return new Schema(after.name(), before.version() + 1, kept, after.tables(), after.other());
    }

    private static void discard(Path packageFolder) {
        try {
            LoadPackage.delete(packageFolder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
