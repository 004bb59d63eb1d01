package dev.tributary.athena.iceberg;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.Uploader;
import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.athena.intent.Intent;
import dev.tributary.athena.intent.IntentTable;
import dev.tributary.athena.intent.PlannedTable;
import dev.tributary.athena.intent.TablePlace;
import dev.tributary.athena.intent.TableWriter;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.schema.Table;
import dev.tributary.schema.WriteDisposition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;

/**
 * Writes Iceberg tables: new columns, files and the load's marker in one commit a table. A table that has the marker has the
 * load, and is left alone.
 */
public final class IcebergTables implements TableWriter {
    private static final RetryPolicy<Object> DISTURBED = RetryPolicy.builder()
            .handle(CommitFailedException.class, AlreadyExistsException.class, ValidationException.class)
            .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(10))
            .withJitter(0.5)
            .withMaxRetries(10)
            .build();

    private final IcebergCatalog catalog;
    private final GlueDatabase database;
    private final IcebergFiles files;
    private final IcebergMerges merges;
    private final TablePlans plans;
    private final Runnable guard;
    private final UnaryOperator<String> newLocation;
    private final Map<String, String> newProperties;

    /** New tables get the location, an address that ends with a slash, and the properties besides those that Athena needs. */
    public IcebergTables(
            IcebergCatalog catalog,
            GlueDatabase database,
            Bucket bucket,
            Uploader uploader,
            Runnable guard,
            UnaryOperator<String> newLocation,
            Map<String, String> newProperties) {
        this.catalog = catalog;
        this.database = database;
        this.files = new IcebergFiles(bucket, uploader, guard);
        this.merges = new IcebergMerges(catalog, files, bucket);
        this.plans = new TablePlans(catalog, files, bucket, newLocation);
        this.guard = guard;
        this.newLocation = newLocation;
        this.newProperties = newProperties;
    }

    @Override
    public TablePlace place(PackageContents contents, Table table, WriteDisposition disposition) {
        return plans.place(contents, table);
    }

    @Override
    public PlannedTable plan(
            LoadPackage loadPackage, Table table, PackagedTable packaged, WriteDisposition disposition) {
        return plans.plan(loadPackage, table, packaged, disposition);
    }

    /** The same for rows that no package holds. */
    public PlannedTable plan(Table table, WriteDisposition disposition, List<LocalFile> local) {
        return plans.plan(table, disposition, local, false);
    }

    /** Lets the next load look at all tables anew. */
    public void forget() {
        catalog.forget();
        files.forget();
        merges.forget();
    }

    @Override
    public void prepare(Intent intent, IntentTable planned) {
        if (catalog.findOwn(planned.name()).isEmpty()) {
            database.ensureExists();
        }
    }

    @Override
    public String chain(Intent intent, IntentTable planned) {
        return planned.disposition() == WriteDisposition.MERGE
                ? intent.schema()
                        .root(intent.schema().find(planned.name()).orElseThrow())
                        .name()
                : planned.name();
    }

    @Override
    public void commit(Intent intent, IntentTable planned) {
        commit(intent, intent.schema().find(planned.name()).orElseThrow(), planned, Map.of(), (before, commit) -> {});
    }

    /**
     * The same for a table that is not in the load's schema; the properties and what else is done to a table that is
     * there already are in the same commit.
     */
    public void commit(
            Intent intent,
            Table table,
            IntentTable planned,
            Map<String, String> properties,
            BiConsumer<BaseTable, Transaction> also) {
        try {
            Failsafe.with(DISTURBED).run(attempt -> {
                if (!attempt.isFirstAttempt()) {
                    catalog.forget();
                }
                attempt(intent, table, planned, properties, also);
            });
        } catch (MarkedOperations.AlreadyLoaded done) {
            return;
        } finally {
            catalog.forget(planned.name());
        }
    }

    private void attempt(
            Intent intent,
            Table table,
            IntentTable planned,
            Map<String, String> properties,
            BiConsumer<BaseTable, Transaction> also) {
        Optional<BaseTable> existing = catalog.findOwn(table.name());
        if (existing.isPresent() && intent.isIn(existing.get().properties())) {
            return;
        }
        if (existing.isEmpty()
                && planned.disposition() == WriteDisposition.MERGE
                && planned.files().isEmpty()) {
            return;
        }
        boolean isFresh = existing.isEmpty() || planned.fresh();
        Transaction commit =
                isFresh ? create(table, planned.location(), existing.isPresent()) : change(intent, existing.get());
        ColumnChanges.make(commit, table);
        if (planned.disposition() == WriteDisposition.MERGE) {
            merges.stage(intent, table, planned, commit);
        } else {
            files.add(commit, planned);
        }
        existing.ifPresent(before -> also.accept(before, commit));
        removeFiles(commit, planned);
        UpdateProperties update =
                commit.updateProperties().set(intent.marker(), intent.loadId().value());
        properties.forEach(update::set);
        update.commit();
        guard.run();
        commit.commitTransaction();
    }

    /** Makes a table that has the columns, and changes no row. */
    public void fit(Table table) {
        try {
            Failsafe.with(DISTURBED).run(() -> {
                catalog.forget(table.name());
                Optional<BaseTable> existing = catalog.findOwn(table.name());
                Transaction commit = existing.isPresent()
                        ? existing.get().newTransaction()
                        : create(table, newLocation.apply(table.name()), false);
                ColumnChanges.make(commit, table);
                guard.run();
                commit.commitTransaction();
            });
        } finally {
            catalog.forget(table.name());
        }
    }

    /** Whether a table has the load. */
    public boolean hasLoad(Intent intent, String table) {
        catalog.forget(table);
        return catalog.findOwn(table).map(t -> intent.isIn(t.properties())).orElse(false);
    }

    /** Says that a table has the load. */
    public void mark(Intent intent, String table) {
        try {
            Failsafe.with(DISTURBED).run(() -> {
                catalog.forget(table);
                BaseTable marked = catalog.findOwn(table).orElseThrow();
                if (!intent.isIn(marked.properties())) {
                    guard.run();
                    marked.updateProperties()
                            .set(intent.marker(), intent.loadId().value())
                            .commit();
                }
            });
        } finally {
            catalog.forget(table);
        }
    }

    /** Removes a table from the catalog and leaves its files; one that is not there counts as removed. */
    public void drop(String table) {
        catalog.catalog().dropTable(catalog.name(table), false);
        catalog.forget(table);
    }

    private Transaction change(Intent intent, BaseTable table) {
        return Transactions.newTransaction(
                table.name(), new MarkedOperations(table.operations(), base -> intent.isIn(base.properties()), guard));
    }

    private Transaction create(Table table, String location, boolean replaces) {
        Schema schema = IcebergSchema.of(table);
        Catalog.TableBuilder builder = catalog.catalog()
                .buildTable(catalog.name(table.name()), schema)
                .withLocation(location.substring(0, location.length() - 1))
                .withPartitionSpec(IcebergPartition.spec(table, schema))
                .withProperties(NewTableProperties.with(newProperties));
        return replaces ? builder.replaceTransaction() : builder.createTransaction();
    }

    private static void removeFiles(Transaction commit, IntentTable planned) {
        if (!planned.obsolete().isEmpty()) {
            DeleteFiles delete = commit.newDelete();
            planned.obsolete().forEach(delete::deleteFile);
            delete.commit();
        }
    }

    @Override
    public void clean(Intent intent, IntentTable planned) {
        if (planned.disposition() == WriteDisposition.MERGE) {
            merges.clean(intent, planned);
        }
    }
}
