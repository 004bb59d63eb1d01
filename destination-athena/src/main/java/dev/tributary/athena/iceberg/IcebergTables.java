package dev.tributary.athena.iceberg;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.Upload;
import dev.tributary.athena.bucket.Uploader;
import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.athena.intent.Intent;
import dev.tributary.athena.intent.IntentFile;
import dev.tributary.athena.intent.IntentTable;
import dev.tributary.athena.intent.PlannedTable;
import dev.tributary.athena.intent.TablePlace;
import dev.tributary.athena.intent.TableWriter;
import dev.tributary.athena.merge.ChainMerge;
import dev.tributary.error.ConfigException;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.loadpackage.StreamedHead;
import dev.tributary.schema.Column;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

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
    private final Bucket bucket;
    private final IcebergFiles files;
    private final IcebergMerges merges;
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
        this.bucket = bucket;
        this.files = new IcebergFiles(bucket, uploader, guard);
        this.merges = new IcebergMerges(catalog, files, bucket);
        this.guard = guard;
        this.newLocation = newLocation;
        this.newProperties = newProperties;
    }

    @Override
    public TablePlace place(PackageContents contents, Table table, WriteDisposition disposition) {
        Optional<BaseTable> there = find(table.name());
        catalog.forget(table.name());
        Optional<BaseTable> existing = there.filter(e -> !isFresh(contents, table));
        PartitionSpec spec =
                existing.map(BaseTable::spec).orElseGet(() -> IcebergPartition.spec(table, IcebergSchema.of(table)));
        String location = location(table, there);
        return new TablePlace(location, file -> key(location, spec, name(contents, file), file.partition()));
    }

    private static boolean isFresh(PackageContents contents, Table table) {
        return contents.removal().dropped().contains(table.name());
    }

    private static String name(PackageContents contents, PackagedFile file) {
        return LocalFile.name(contents.pipeline(), contents.loadId()) + "." + file.fileId();
    }

    private String location(Table table, Optional<BaseTable> there) {
        return there.map(e -> Bucket.folder(e.location())).orElseGet(() -> newLocation.apply(table.name()));
    }

    private String key(String location, PartitionSpec spec, String name, List<@Nullable String> partition) {
        String folder = spec.isPartitioned() ? spec.partitionToPath(IcebergPartition.data(spec, partition)) + "/" : "";
        return bucket.key(location) + "data/" + folder + name + ".parquet";
    }

    @Override
    public PlannedTable plan(
            LoadPackage loadPackage, Table table, PackagedTable packaged, WriteDisposition disposition) {
        if (disposition == WriteDisposition.MERGE && table.parent() != null) {
            ChainMerge.checkNested(loadPackage.schema().root(table), table);
        }
        List<LocalFile> local = new ArrayList<>();
        for (PackagedFile file : packaged.files()) {
            local.add(local(loadPackage, file, file.partition()));
        }
        return plan(table, disposition, local, isFresh(loadPackage.contents(), table));
    }

    /** A package's file as one of a partition. */
    public static LocalFile local(LoadPackage loadPackage, PackagedFile file, List<@Nullable String> partition) {
        String name = name(loadPackage.contents(), file);
        return new LocalFile(name, loadPackage.path(file), file.rows(), partition, file.head());
    }

    /** The same for rows that no package holds. */
    public PlannedTable plan(Table table, WriteDisposition disposition, List<LocalFile> local) {
        return plan(table, disposition, local, false);
    }

    private PlannedTable plan(Table table, WriteDisposition disposition, List<LocalFile> local, boolean isFresh) {
        Schema fresh = IcebergSchema.of(table);
        Optional<BaseTable> there = find(table.name());
        Optional<BaseTable> existing = isFresh ? Optional.empty() : there;
        Schema schema =
                existing.map(e -> IcebergSchema.evolved(table, e.schema())).orElse(fresh);
        existing.ifPresent(e -> {
            IcebergSchema.checkFits(table, schema);
            IcebergPartition.checkFits(table, e.spec());
        });
        if (disposition == WriteDisposition.MERGE) {
            IcebergMerges.check(table, existing);
        }
        PartitionSpec spec = existing.map(BaseTable::spec).orElseGet(() -> IcebergPartition.spec(table, fresh));
        int lastId = existing.map(e -> e.operations().current().lastColumnId()).orElse(fresh.highestFieldId());
        Map<String, Integer> ids = IcebergSchema.ids(table, schema, lastId);
        String location = location(table, there);
        List<IntentFile> planned = new ArrayList<>();
        List<Upload> uploads = new ArrayList<>();
        for (LocalFile file : local) {
            String key = file.head()
                    .map(StreamedHead::key)
                    .orElseGet(() -> key(location, spec, file.name(), file.partition()));
            Upload upload = files.upload(key, file, ids);
            uploads.add(upload);
            planned.add(new IntentFile(key, file.rows(), upload.size(), file.partition()));
        }
        return new PlannedTable(
                new IntentTable(table.name(), TableFormat.ICEBERG, disposition, location, null, planned, isFresh),
                uploads);
    }

    private Optional<BaseTable> find(String table) {
        try {
            return catalog.find(table);
        } catch (NoSuchIcebergTableException e) {
            throw new ConfigException(
                    "Cannot load table '%s': it is a Hive table and the pipeline writes Iceberg (run `pipeline migrate` to change the table, or set table format HIVE)"
                            .formatted(table),
                    e);
        }
    }

    /** A type in the words of Athena's DDL. */
    public static String athenaType(Type type) {
        return switch (type.typeId()) {
            case LONG -> "bigint";
            case INTEGER -> "int";
            case TIMESTAMP -> "timestamp";
            case DECIMAL -> type.toString().replace(" ", "");
            default -> type.toString();
        };
    }

    /** Lets the next load look at all tables anew. */
    public void forget() {
        catalog.forget();
        files.forget();
        merges.forget();
    }

    @Override
    public void prepare(Intent intent, IntentTable planned) {
        if (find(planned.name()).isEmpty()) {
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
        Optional<BaseTable> existing = find(table.name());
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
        evolve(commit, table);
        if (planned.disposition() == WriteDisposition.MERGE) {
            merges.stage(intent, table, planned, commit);
        } else {
            addFiles(commit, planned);
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
                Optional<BaseTable> existing = find(table.name());
                Transaction commit = existing.isPresent()
                        ? existing.get().newTransaction()
                        : create(table, newLocation.apply(table.name()), false);
                evolve(commit, table);
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
        return find(table).map(t -> intent.isIn(t.properties())).orElse(false);
    }

    /** Says that a table has the load. */
    public void mark(Intent intent, String table) {
        try {
            Failsafe.with(DISTURBED).run(() -> {
                catalog.forget(table);
                BaseTable marked = find(table).orElseThrow();
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

    /** Renames, widens and adds columns, as the table has them; what the lake has already is left alone. */
    static void evolve(Transaction commit, Table table) {
        Map<String, String> renames =
                IcebergSchema.renames(table, commit.table().schema());
        if (!renames.isEmpty()) {
            UpdateSchema update = commit.updateSchema();
            renames.forEach(update::renameColumn);
            update.commit();
        }
        Map<String, Type.PrimitiveType> promotions =
                IcebergSchema.promotions(table, commit.table().schema());
        if (!promotions.isEmpty()) {
            UpdateSchema update = commit.updateSchema();
            promotions.forEach(update::updateColumn);
            update.commit();
        }
        addColumns(commit, table);
    }

    private static void addColumns(Transaction commit, Table table) {
        List<Column> missing = IcebergSchema.missing(table, commit.table().schema());
        if (missing.isEmpty()) {
            return;
        }
        UpdateSchema update = commit.updateSchema();
        missing.forEach(c -> update.addColumn(c.name(), IcebergSchema.type(table, c), c.description()));
        update.commit();
    }

    private void addFiles(Transaction commit, IntentTable planned) {
        org.apache.iceberg.Table table = commit.table();
        Map<String, Integer> ids = IcebergSchema.ids(table.schema());
        if (planned.disposition() == WriteDisposition.REPLACE) {
            OverwriteFiles overwrite = commit.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue());
            planned.files().forEach(f -> overwrite.addFile(files.dataFile(table, ids, f)));
            overwrite.commit();
        } else if (!planned.files().isEmpty()) {
            AppendFiles append = commit.newAppend();
            planned.files().forEach(f -> append.appendFile(files.dataFile(table, ids, f)));
            append.commit();
        }
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
