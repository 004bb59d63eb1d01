package dev.tributary.normalize;

import dev.tributary.coerce.Detections;
import dev.tributary.destination.FileStreams;
import dev.tributary.error.ExtractException;
import dev.tributary.error.SchemaException;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.normalize.contract.Contracts;
import dev.tributary.normalize.contract.Discarded;
import dev.tributary.normalize.contract.FrozenNames;
import dev.tributary.normalize.evolution.SchemaRegistry;
import dev.tributary.normalize.reject.Reject;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.progress.Progress;
import dev.tributary.schema.Detection;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.batch.LargeRecord;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Turns batches of records into Parquet files, one or more for each table. Workers parse and flatten batches against a
 * snapshot of the schema; the calling thread takes the results in input order, does again what a change of the schema in
 * between has made stale, and has the workers help it append them to the files, column by column. So the result is the same,
 * byte for byte, for any number of workers.
 */
public final class Normalize implements AutoCloseable {
    /** The percentage of the heap that the budget may be: the rest is for batches, what workers need, and to collect. */
    private static final int HEAP_PERCENT = 28;

    private static final int BATCHES_PER_WORKER = 2;

    /** The share of the budget that the batches which workers have may take beside their values. */
    private static final int OVERHEAD_SHARE = 8;

    /** The table of records that became no rows: resource, path, reason, record as JSON, pipeline. */
    public static final String REJECTS = RejectsTable.NAME;

    private final LoadId loadId;
    private final SourceDefinition source;
    private final NormalizeSettings settings;

    private final Progress progress;
    private final Contracts contracts;
    private final SchemaRegistry registry;
    private final Workers workers;
    private final Normalizers normalizers;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final LoadFiles files;
    private final ColumnCount columnCount = new ColumnCount(Runtime.getRuntime().maxMemory());
    private final long mostOverheadBytes;

    /** How many batches the workers have before one is taken. */
    private int mostPending = 1;

    private final RejectsTable rejectsTable;

    private final Windows windows;

    /** The resources that yielded records. */
    private final Set<String> filled = new HashSet<>();

    private final Routes routes;

    /** How many records of each resource were taken. */
    private final Map<String, Long> extracted = new HashMap<>();

    private long records;
    private long rejects;
    private final Map<String, Discarded> discarded = new TreeMap<>();

    /** A batch that a worker has. */
    private record Pending(RecordBatch batch, Future<@Nullable BatchRows> rows, List<Reject> unrouted) {}

    /** Begins a load's files in a folder. New tables of resources that don't say a format get the default one. */
    public Normalize(
            String pipeline,
            LoadId loadId,
            SourceDefinition source,
            Schema schema,
            TableFormat defaultFormat,
            Path folder,
            NormalizeSettings settings,
            Progress progress) {
        this(pipeline, loadId, source, schema, defaultFormat, folder, null, settings, progress);
    }

    /** The same; where there are streams, the folder holds only what they have not taken. */
    public Normalize(
            String pipeline,
            LoadId loadId,
            SourceDefinition source,
            Schema schema,
            TableFormat defaultFormat,
            Path folder,
            @Nullable FileStreams streams,
            NormalizeSettings settings,
            Progress progress) {
        this.loadId = loadId;
        this.source = source;
        this.settings = settings;
        ArrayPool pool = new ArrayPool();
        long memoryBytes = Math.min(settings.memoryBytes(), Runtime.getRuntime().maxMemory() / 100 * HEAP_PERCENT);
        this.progress = progress;
        this.rejectsTable = new RejectsTable(pipeline);
        List<ResourceDefinition> selected = new ArrayList<>(
                source.resources().stream().filter(ResourceDefinition::selected).toList());
        selected.add(rejectsTable.resource());
        Schema named = FrozenNames.check(schema, settings.naming());
        this.contracts = new Contracts(named, settings.contract(), source.contract());
        this.registry = new SchemaRegistry(
                named.with(source.columnRules()),
                selected,
                source.rootKey(),
                settings.naming(),
                defaultFormat,
                contracts);
        this.routes = new Routes(registry);
        this.normalizers = new Normalizers(source, settings, registry, detections(named), pool);
        this.workers = new Workers(settings.workers());
        this.mostOverheadBytes = memoryBytes / OVERHEAD_SHARE;
        this.files = new LoadFiles(
                pipeline, loadId, folder, streams, settings, memoryBytes, pool, registry, workers, progress);
        this.windows = new Windows(registry, memoryBytes, files::write);
    }

    /** Takes the next batch. Blocks while the workers have enough to do. */
    public void accept(RecordBatch batch) {
        boolean alone = batch instanceof LargeRecord large && large.isAlone();
        if (alone) {
            takeAll();
            files.makeRoom();
        }
        Routes.Parts parts = routes.split(batch);
        if (!parts.rejects().isEmpty()) {
            pending.add(new Pending(batch, CompletableFuture.completedFuture(null), parts.rejects()));
        }
        parts.batches()
                .forEach(part ->
                        pending.add(new Pending(part, workers.submit(() -> normalizers.work(part)), List.of())));
        filled.add(batch.resource().name());
        while (pending.size() > mostPending) {
            takeNext();
        }
        if (alone) {
            takeAll();
        }
    }

    private void takeAll() {
        while (!pending.isEmpty()) {
            takeNext();
        }
    }

    /** Ends the load: all files are finished. Fails when more records were rejected than the settings bear. */
    public NormalizeResult finish() {
        takeAll();
        windows.close();
        Schema schema = registry.schema();
        List<PackagedTable> tables = new ArrayList<>();
        for (Table table : schema.tables().values()) {
            Optional<PackagedTable> written = files.finish(table.name());
            if (written.isPresent()) {
                tables.add(written.get());
            } else if (isSelected(schema.root(table))) {
                tables.add(new PackagedTable(table.name(), List.of()));
            }
        }
        files.keep();
        return new NormalizeResult(
                tables, schema, registry.changes(), records, rejects, List.copyOf(discarded.values()));
    }

    /** Stops the workers and drops unfinished files; unless all are finished, nothing of them is left in the streams. */
    @Override
    public void close() {
        workers.close();
        files.close();
    }

    /** What the run says, else the source, else the schema, as dlt keeps it. */
    private Detections detections(Schema schema) {
        Set<Detection> chosen = settings.detections() != null
                ? settings.detections()
                : source.detections() != null ? source.detections() : schema.detections();
        registry.detections(chosen);
        return new Detections(chosen, loadId.createdAt().toEpochMilli() / 1000.0);
    }

    /** Whether a table belongs to this run: as a resource's own, or as any of a resource that yielded nothing at all. */
    private boolean isSelected(Table root) {
        return (registry.isDeclared(root.name()) && !root.name().equals(REJECTS))
                || source.resources().stream()
                        .anyMatch(r -> r.selected()
                                && r.hints().choice() != null
                                && r.name().equals(root.resource())
                                && !filled.contains(r.name()));
    }

    private void takeNext() {
        Taken next = taken(pending.remove());
        if (next.rows() == null) {
            count(next.resource(), next.unrouted().size());
            reject(next.unrouted(), next.resource());
        } else {
            take(next.rows());
        }
        next.large().ifPresent(LargeRecord::release);
    }

    /** What a batch became; of the batch itself only what rejects need, so that its memory is free while rows are written. */
    private record Taken(
            ResourceDefinition resource,
            @Nullable BatchRows rows,
            List<Reject> unrouted,
            Optional<LargeRecord> large) {}

    private Taken taken(Pending next) {
        RecordBatch batch = next.batch();
        try {
            BatchRows rows = workers.result(next.rows());
            if (rows != null && !registry.accepts(rows)) {
                rows.release();
                rows = normalizers.normalize(batch);
            }
            Optional<LargeRecord> large =
                    batch instanceof LargeRecord record && rows != null ? Optional.of(record) : Optional.empty();
            if (rows != null && large.isEmpty()) {
                batch.release();
            }
            return new Taken(batch.resource(), rows, next.unrouted(), large);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExtractException("Cannot normalize: the run was interrupted (nothing of it is loaded)", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void take(BatchRows rows) {
        rows.breach().ifPresent(breach -> {
            throw new SchemaException(breach.sentence());
        });
        mostPending = (int) Math.max(
                1, Math.min(settings.workers() * BATCHES_PER_WORKER, mostOverheadBytes / (1 + rows.overheadBytes())));
        count(rows.resource(), rows.records());
        rows.discarded().forEach(d -> discarded.merge(d.table(), d, Discarded::plus));
        windows.widen(registry.take(rows));
        rows.tables().forEach(table -> columnCount.take(registry.table(table.name())));
        if (registry.snapshot().isWindowOpen(registry.tableOf(rows.resource()))) {
            windows.hold(rows);
        } else {
            files.write(rows);
        }
        if (!rows.rejects().isEmpty()) {
            reject(rows.rejects(), rows.resource());
        }
    }

    private void count(ResourceDefinition resource, int taken) {
        records += taken;
        long count = extracted.merge(resource.name(), (long) taken, Long::sum);
        progress.on(new Progress.Event.Extracted(resource.name(), count));
    }

    private @Nullable Long borneRejects(ResourceDefinition resource) {
        boolean freezes = contracts
                .of(resource, registry.findAtStart(resource).orElse(null))
                .freezes();
        return settings.maxRejects() == null && freezes ? (Long) 0L : settings.maxRejects();
    }

    private void reject(List<Reject> found, ResourceDefinition resource) {
        rejects += found.size();
        progress.on(new Progress.Event.Rejected(rejects));
        Long borne = borneRejects(resource);
        if (borne != null && rejects > borne) {
            Reject last = found.get(found.size() - 1);
            throw new SchemaException(
                    "Cannot load: %d records were rejected, the last one of resource '%s': %s (at most %d may be; nothing is loaded)"
                            .formatted(rejects, last.resource(), last.reason(), borne));
        }
        for (Reject reject : found) {
            if (reject.large() != null) {
                LargeRecord record = rejectsTable.record(reject, reject.large());
                if (!write(record)) {
                    write(rejectsTable.records(List.of(reject)));
                }
                record.release();
            }
        }
        List<Reject> held = found.stream().filter(r -> r.large() == null).toList();
        if (!held.isEmpty()) {
            write(rejectsTable.records(held));
        }
    }

    /** Writes rejects, unless these can't become rows either. */
    private boolean write(RecordBatch rejected) {
        BatchRows normalized = normalizers.normalize(rejected);
        if (!normalized.rejects().isEmpty()) {
            normalized.release();
            return false;
        }
        registry.take(normalized);
        files.write(normalized);
        return true;
    }
}
