package dev.tributary.athena.load;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.PartedUpload;
import dev.tributary.athena.bucket.Upload;
import dev.tributary.athena.bucket.Uploader;
import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.athena.client.AwsFailures;
import dev.tributary.athena.intent.Intent;
import dev.tributary.athena.intent.IntentFile;
import dev.tributary.athena.intent.IntentStore;
import dev.tributary.athena.intent.IntentTable;
import dev.tributary.athena.intent.PlannedTable;
import dev.tributary.athena.intent.TableWriter;
import dev.tributary.athena.system.StoredStates;
import dev.tributary.athena.system.SystemTables;
import dev.tributary.destination.FileStreams;
import dev.tributary.destination.LoadReport;
import dev.tributary.destination.RecoveredLoad;
import dev.tributary.error.LoadException;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A load in its steps: an intent, uploads, the intent prepared, then tables, commits and system rows that can be done again
 * from the intent alone. The step to prepared is a conditional write, which fails once another run has taken the load back.
 * Within a step tables are done at once, as many as files are uploaded.
 */
public final class LoadProtocol {
    private final Uploader uploader;
    private final IntentStore intents;
    private final Map<TableFormat, TableWriter> writers;
    private final SystemTables system;
    private final StoredStates states;
    private final Runnable lease;
    private final Steps steps;
    private final AtOnce atOnce;
    private final LoadPlan plan;
    private final TableDrops drops;
    private final Takeback takeback;
    private @Nullable StreamedLoad streamed;

    public LoadProtocol(
            Bucket bucket,
            GlueDatabase database,
            Uploader uploader,
            IntentStore intents,
            Map<TableFormat, TableWriter> writers,
            SystemTables system,
            StoredStates states,
            Runnable lease,
            Steps steps) {
        this.uploader = uploader;
        this.intents = intents;
        this.writers = writers;
        this.system = system;
        this.states = states;
        this.lease = lease;
        this.steps = steps;
        this.atOnce = new AtOnce(uploader.threads());
        this.plan = new LoadPlan(writers, atOnce);
        this.drops = new TableDrops(database, bucket);
        this.takeback = new Takeback(bucket, intents, lease);
    }

    /** Takes the files of a load while they are written. */
    public FileStreams stream(PackageContents begun) {
        abandon();
        StreamEffects effects = new StreamEffects(begun, lease, steps);
        streamed = new StreamedLoad(begun, intents, uploader, writers, takeback, effects);
        return streamed;
    }

    /** Takes back what was streamed for a load that has not come to be prepared. */
    public void abandon() {
        if (streamed != null) {
            streamed.abandon();
        }
    }

    /** Loads a package, unless it is loaded. */
    public LoadReport load(LoadPackage loadPackage) {
        if (isLoaded(loadPackage)) {
            return report(loadPackage);
        }
        if (loadPackage.contents().isStreamed() && !isStreaming(loadPackage)) {
            throw takenBack(loadPackage.contents());
        }
        List<PlannedTable> planned = plan.tables(loadPackage);
        Optional<IntentStore.Stored> created = begin(loadPackage, planned);
        if (created.isEmpty()) {
            intents.find(loadPackage.loadId()).ifPresent(this::settle);
            if (isLoaded(loadPackage)) {
                return report(loadPackage);
            }
            created = begin(loadPackage, planned);
        }
        IntentStore.Stored begun = created.orElseThrow(() -> takenBack(loadPackage.contents()));
        upload(loadPackage, planned);
        IntentStore.Stored prepared = step(
                Step.PREPARED,
                () -> intents.move(begun, Intent.Status.PREPARED).orElseThrow(() -> takenBack(loadPackage.contents())));
        if (isStreaming(loadPackage)) {
            streamed.end();
        }
        finish(prepared.intent());
        return report(prepared.intent());
    }

    private boolean isStreaming(LoadPackage loadPackage) {
        return streamed != null && streamed.hasIntentOf(loadPackage.contents());
    }

    /** A load id at or below the newest is loaded, or was given to another package; the rows tell which. */
    private boolean isLoaded(LoadPackage loadPackage) {
        var newest = system.newestLoad(loadPackage.contents().pipeline());
        if (newest.isEmpty() || newest.get().compareTo(loadPackage.loadId()) < 0) {
            return false;
        }
        if (newest.get().compareTo(loadPackage.loadId()) == 0 || states.isLoaded(loadPackage.loadId())) {
            return true;
        }
        throw LoadException.permanent(
                "Cannot load package %s: pipeline '%s' has loaded %s since (extract the records again)"
                        .formatted(loadPackage.loadId(), loadPackage.contents().pipeline(), newest.get()),
                null);
    }

    /** Nothing when an earlier try of the same package left an intent. */
    private Optional<IntentStore.Stored> begin(LoadPackage loadPackage, List<PlannedTable> planned) {
        Intent intent = new Intent(
                Intent.Status.UPLOADING,
                UUID.randomUUID().toString(),
                loadPackage.loadId(),
                loadPackage.contents().pipeline(),
                loadPackage.contents().dataset(),
                loadPackage.contents().createdAt(),
                planned.stream().map(PlannedTable::table).toList(),
                loadPackage.schema(),
                loadPackage.state(),
                drops.plan(loadPackage.contents().removal().dropped().stream()
                        .filter(name ->
                                planned.stream().noneMatch(p -> p.table().name().equals(name)))
                        .toList()));
        return step(
                Step.INTENT,
                () -> isStreaming(loadPackage) ? Optional.of(streamed.exchange(intent)) : intents.create(intent));
    }

    static LoadException takenBack(PackageContents load) {
        return LoadException.retryable(
                "Cannot finish package %s: another run of pipeline '%s' has taken its load over (run the pipeline again)"
                        .formatted(load.loadId(), load.pipeline()),
                null);
    }

    private void upload(LoadPackage loadPackage, List<PlannedTable> planned) {
        List<Upload> uploads =
                planned.stream().flatMap(p -> p.uploads().stream()).toList();
        try {
            uploader.upload(uploads, () -> {
                lease.run();
                steps.on(Step.UPLOAD, false);
            });
        } catch (RuntimeException e) {
            throw PartedUpload.isGone(e) ? takenBack(loadPackage.contents()) : e;
        }
        steps.on(Step.UPLOAD, true);
    }

    /** The steps after prepared; all of them may be done again. */
    private void finish(Intent intent) {
        atOnce.each(intent.tables(), t -> step(Step.TABLE, t, () -> writer(t).prepare(intent, t)));
        List<Runnable> commits = new ArrayList<>();
        for (List<IntentTable> chain : chains(intent)) {
            commits.add(() ->
                    chain.forEach(t -> step(Step.COMMIT, t, () -> writer(t).commit(intent, t))));
        }
        commits.add(() -> step(Step.STATE, () -> system.addState(intent)));
        commits.add(() -> step(Step.VERSION, () -> system.addVersion(intent)));
        atOnce.each(commits, Runnable::run);
        step(Step.LOADS, () -> system.addLoad(intent));
        atOnce.each(intent.tables(), t -> step(Step.CLEAN, t, () -> writer(t).clean(intent, t)));
        atOnce.each(intent.dropped(), t -> step(Step.CLEAN, () -> drops.drop(t)));
        step(Step.DONE, () -> intents.delete(intent.loadId()));
    }

    /** Nested tables follow what a merge finds in their root table, and so come before it. */
    private Collection<List<IntentTable>> chains(Intent intent) {
        Map<String, List<IntentTable>> chains = new LinkedHashMap<>();
        intent.tables().stream()
                .sorted(Comparator.comparing(t -> t.disposition() == WriteDisposition.MERGE
                        && intent.schema().find(t.name()).orElseThrow().parent() == null))
                .forEach(t -> chains.computeIfAbsent(writer(t).chain(intent, t), chain -> new ArrayList<>())
                        .add(t));
        return chains.values();
    }

    /** The loads that were begun and not ended, oldest first. */
    public List<LoadId> left() {
        return intents.list();
    }

    /** Finishes or takes back loads that were left. */
    public List<RecoveredLoad> recover(List<LoadId> left) {
        List<RecoveredLoad> recovered = new ArrayList<>();
        for (LoadId loadId : left) {
            intents.find(loadId).ifPresent(stored -> recovered.add(new RecoveredLoad(loadId, settle(stored))));
        }
        return recovered;
    }

    private RecoveredLoad.Outcome settle(IntentStore.Stored stored) {
        Intent intent = stored.intent();
        if (intent.status() == Intent.Status.PREPARED) {
            finish(intent);
            return RecoveredLoad.Outcome.ROLLED_FORWARD;
        }
        return takeback.run(stored).isPresent()
                ? RecoveredLoad.Outcome.ROLLED_BACK
                : intents.find(intent.loadId()).map(this::settle).orElse(RecoveredLoad.Outcome.ROLLED_BACK);
    }

    private TableWriter writer(IntentTable table) {
        return writers.get(table.format());
    }

    private interface Effect<T> {
        T take();
    }

    private <T> T step(Step step, Effect<T> effect) {
        lease.run();
        steps.on(step, false);
        T result = effect.take();
        steps.on(step, true);
        return result;
    }

    private void step(Step step, Runnable effect) {
        step(step, () -> {
            effect.run();
            return step;
        });
    }

    private void step(Step step, IntentTable table, Runnable effect) {
        step(
                step,
                () -> AwsFailures.during("load table '" + table.name() + "'", () -> {
                    effect.run();
                    return table;
                }));
    }

    private static LoadReport report(Intent intent) {
        return new LoadReport(intent.tables().stream()
                .map(t -> new LoadReport.LoadedTable(
                        t.name(),
                        t.files().stream().mapToLong(IntentFile::rows).sum(),
                        t.files().size(),
                        t.files().stream().mapToLong(IntentFile::bytes).sum(),
                        t.format(),
                        t.disposition()))
                .toList());
    }

    private static LoadReport report(LoadPackage loaded) {
        return new LoadReport(loaded.contents().tables().stream()
                .map(t -> {
                    Table root =
                            loaded.schema().root(loaded.schema().find(t.name()).orElseThrow());
                    return new LoadReport.LoadedTable(
                            t.name(), t.rows(), t.files().size(), t.bytes(), root.format(), root.disposition());
                })
                .toList());
    }
}
