package dev.tributary.athena.staged;

import static dev.tributary.athena.sql.Literals.name;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.ListedObject;
import dev.tributary.athena.iceberg.IcebergTables;
import dev.tributary.athena.iceberg.LocalFile;
import dev.tributary.athena.intent.Intent;
import dev.tributary.athena.intent.IntentFile;
import dev.tributary.athena.intent.IntentTable;
import dev.tributary.athena.intent.PlannedTable;
import dev.tributary.athena.intent.TablePlace;
import dev.tributary.athena.intent.TableWriter;
import dev.tributary.athena.sql.Athena;
import dev.tributary.athena.sql.Query;
import dev.tributary.athena.statement.CopyStatements;
import dev.tributary.athena.statement.MergeStatements;
import dev.tributary.athena.statement.StagedTable;
import dev.tributary.error.LoadException;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.schema.Column;
import dev.tributary.schema.Table;
import dev.tributary.schema.WriteDisposition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Iceberg tables by statements of Athena, from staging tables that hold a load's files. The statements of a load may
 * be done again from the first on; the one that a died run left is waited for before. What settings leave to the direct way
 * goes that way.
 */
public final class StagedTables implements TableWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StagedTables.class);

    /** Athena writes at most 100 partitions in a statement. */
    private static final int MAX_PARTITIONS = 100;

    /** Addresses that a statement names take less of its 262,144 bytes than this. */
    private static final int MAX_ADDRESS_BYTES = 150_000;

    private final IcebergTables direct;
    private final IcebergTables staging;
    private final Athena athena;
    private final Bucket bucket;
    private final Place place;
    private final Runnable guard;

    /**
     * Where the tables are.
     *
     * @param dataset the tables' database
     * @param stagingDataset the staging tables'
     * @param stagingLocation an address that ends with a slash, below which only staging tables are
     * @param intents the key of the folder with the pipeline's intents
     * @param copies whether Athena appends and replaces
     * @param merges whether Athena merges
     */
    public record Place(
            String dataset,
            String stagingDataset,
            String stagingLocation,
            String intents,
            boolean copies,
            boolean merges) {}

    public StagedTables(
            IcebergTables direct, IcebergTables staging, Athena athena, Bucket bucket, Place place, Runnable guard) {
        this.direct = direct;
        this.staging = staging;
        this.athena = athena;
        this.bucket = bucket;
        this.place = place;
        this.guard = guard;
    }

    /** Lets the next load look at all tables anew. */
    public void forget() {
        direct.forget();
        staging.forget();
    }

    @Override
    public TablePlace place(PackageContents contents, Table table, WriteDisposition disposition) {
        if (!isByAthena(contents, table, disposition)) {
            return direct.place(contents, table, disposition);
        }
        Table waiting = waiting(table, contents.pipeline(), contents.loadId().value());
        return staging.place(contents, waiting, WriteDisposition.APPEND);
    }

    private boolean isByAthena(PackageContents contents, Table table, WriteDisposition disposition) {
        boolean byAthena = disposition == WriteDisposition.MERGE ? place.merges() : place.copies();
        return byAthena && !contents.removal().dropped().contains(table.name());
    }

    @Override
    public PlannedTable plan(
            LoadPackage loadPackage, Table table, PackagedTable packaged, WriteDisposition disposition) {
        PlannedTable planned = direct.plan(loadPackage, table, packaged, disposition);
        if (!isByAthena(loadPackage.contents(), table, disposition)) {
            return planned;
        }
        List<LocalFile> files = packaged.files().stream()
                .map(f -> LocalFile.of(loadPackage, f, List.of()))
                .toList();
        Table waiting = waiting(
                table, loadPackage.contents().pipeline(), loadPackage.loadId().value());
        PlannedTable staged = staging.plan(waiting, WriteDisposition.APPEND, files);
        List<IntentFile> named = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            IntentFile file = staged.table().files().get(i);
            named.add(new IntentFile(
                    file.key(),
                    file.rows(),
                    file.bytes(),
                    packaged.files().get(i).partition()));
        }
        return new PlannedTable(with(planned.table(), staged.table().location(), named), staged.uploads());
    }

    private static IntentTable with(IntentTable table, String location, List<IntentFile> files) {
        return new IntentTable(table.name(), table.format(), table.disposition(), location, null, files, false);
    }

    /** The table that a table's load waits in; its name is the load's alone. */
    private static Table waiting(Table table, String pipeline, String loadId) {
        String suffix = pipeline + "_" + loadId.replace('.', '_');
        return new Table(
                table.name() + "__" + suffix,
                null,
                null,
                table.columns(),
                WriteDisposition.APPEND,
                table.format(),
                List.of(),
                null);
    }

    private static Table waiting(Intent intent, Table table) {
        return waiting(table, intent.pipeline(), intent.loadId().value());
    }

    private boolean isStaged(IntentTable planned) {
        return planned.location().startsWith(place.stagingLocation());
    }

    private static Table table(Intent intent, IntentTable planned) {
        return intent.schema().find(planned.name()).orElseThrow();
    }

    @Override
    public void prepare(Intent intent, IntentTable planned) {
        direct.prepare(intent, planned);
        if (!isStaged(planned) || direct.hasLoad(intent, planned.name())) {
            return;
        }
        Table table = table(intent, planned);
        direct.fit(table);
        Table waiting = waiting(intent, table);
        List<IntentFile> files = planned.files().stream()
                .map(f -> new IntentFile(f.key(), f.rows(), f.bytes(), List.of()))
                .toList();
        IntentTable staged = new IntentTable(
                waiting.name(), planned.format(), WriteDisposition.APPEND, planned.location(), null, files, false);
        staging.prepare(intent, staged);
        staging.commit(intent, waiting, staged, Map.of(), (lake, commit) -> {});
    }

    /** A load's statements follow each other, for only the last of them is noted. */
    @Override
    public String chain(Intent intent, IntentTable planned) {
        return isStaged(planned) ? place.stagingLocation() : direct.chain(intent, planned);
    }

    @Override
    public void commit(Intent intent, IntentTable planned) {
        if (!isStaged(planned)) {
            direct.commit(intent, planned);
            return;
        }
        Table table = table(intent, planned);
        boolean follows = planned.disposition() == WriteDisposition.MERGE && table.parent() != null;
        if (follows || direct.hasLoad(intent, table.name())) {
            return;
        }
        List<IntentTable> done = new ArrayList<>();
        boolean again = waitForLast(intent);
        if (planned.disposition() == WriteDisposition.MERGE) {
            List<IntentTable> nested = intent.tables().stream()
                    .filter(t -> !t.name().equals(planned.name()) && isStaged(t))
                    .filter(t -> intent.schema().root(table(intent, t)).name().equals(planned.name()))
                    .toList();
            if (!planned.files().isEmpty()) {
                List<StagedTable> followers =
                        nested.stream().map(t -> staged(intent, t)).toList();
                run(intent, MergeStatements.of(staged(intent, planned), followers, intent.createdAt()));
            }
            done.addAll(nested);
        } else if (planned.disposition() == WriteDisposition.REPLACE) {
            run(intent, CopyStatements.replace(staged(intent, planned)));
        } else if (!planned.files().isEmpty()) {
            run(
                    intent,
                    CopyStatements.append(
                            staged(intent, planned), intent.loadId().value(), again));
        }
        done.add(planned);
        done.forEach(t -> direct.mark(intent, t.name()));
    }

    private StagedTable staged(Intent intent, IntentTable planned) {
        Table table = table(intent, planned);
        return new StagedTable(
                table,
                name(place.dataset()) + "." + name(table.name()),
                name(place.stagingDataset()) + "." + name(waiting(intent, table).name()),
                table.typedColumns().stream().map(Column::name).toList(),
                batches(planned.files()));
    }

    /** Groups of files that one statement can write; none when one can write all. */
    private List<List<String>> batches(List<IntentFile> files) {
        List<List<String>> batches = new ArrayList<>();
        Set<List<?>> partitions = new HashSet<>();
        List<String> batch = new ArrayList<>();
        int bytes = 0;
        for (IntentFile file : files) {
            String address = bucket.uri(file.key());
            boolean tooMany = partitions.size() == MAX_PARTITIONS && !partitions.contains(file.partition());
            if (!batch.isEmpty()
                    && (tooMany
                            || bytes + address.length() > MAX_ADDRESS_BYTES
                                    && !file.partition().isEmpty())) {
                batches.add(batch);
                batch = new ArrayList<>();
                partitions.clear();
                bytes = 0;
            }
            batch.add(address);
            partitions.add(file.partition());
            bytes += address.length() + 4;
        }
        if (batches.isEmpty()) {
            return List.of();
        }
        batches.add(batch);
        return batches;
    }

    private Journal journal(Intent intent) {
        return new Journal(bucket, place.intents() + intent.loadId().value() + ".query");
    }

    /** Waits for the statement that an earlier run of the load left, if one did; how it ended does not matter. */
    private boolean waitForLast(Intent intent) {
        var last = journal(intent).last();
        if (last.isEmpty()) {
            return false;
        }
        try {
            athena.run(last.get());
        } catch (LoadException e) {
            LOG.info("What load {} left unfinished has failed: {}", intent.loadId(), e.getMessage());
        }
        return true;
    }

    private void run(Intent intent, List<String> statements) {
        Journal journal = journal(intent);
        for (String statement : statements) {
            guard.run();
            Query query = Query.of(statement, place.dataset());
            journal.note(query);
            athena.run(query);
        }
    }

    @Override
    public void clean(Intent intent, IntentTable planned) {
        if (!isStaged(planned)) {
            direct.clean(intent, planned);
            return;
        }
        staging.drop(waiting(intent, table(intent, planned)).name());
        bucket.delete(bucket.list(bucket.key(planned.location())).stream()
                .map(ListedObject::key)
                .toList());
        journal(intent).delete();
    }
}
