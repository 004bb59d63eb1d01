package dev.tributary.athena.hive;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.ListedObject;
import dev.tributary.athena.bucket.Upload;
import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.athena.intent.Intent;
import dev.tributary.athena.intent.IntentFile;
import dev.tributary.athena.intent.IntentTable;
import dev.tributary.athena.intent.PlannedTable;
import dev.tributary.athena.intent.TablePlace;
import dev.tributary.athena.intent.TableWriter;
import dev.tributary.athena.layout.Layout;
import dev.tributary.error.ConfigException;
import dev.tributary.error.LoadException;
import dev.tributary.error.SchemaException;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.schema.Column;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes Hive tables. Appended files are seen as soon as they are uploaded; a replacing load uploads into a folder of its own
 * and one change of the table's location exchanges the rows.
 */
public final class HiveTables implements TableWriter {
    static final RetryPolicy<Boolean> UNTIL_UNDISTURBED = RetryPolicy.<Boolean>builder()
            .handleResult(false)
            .withBackoff(Duration.ofMillis(50), Duration.ofSeconds(5))
            .withJitter(0.5)
            .withMaxRetries(20)
            .build();

    private final GlueDatabase database;
    private final HivePartitions partitions;
    private final Bucket bucket;
    private final HivePlaces places;

    /** The dataset's folder is a key that ends with a slash. */
    public HiveTables(GlueDatabase database, Bucket bucket, Layout layout, String datasetFolder, boolean truncates) {
        this.database = database;
        this.partitions = new HivePartitions(database);
        this.bucket = bucket;
        this.places = new HivePlaces(bucket, layout, datasetFolder, truncates);
    }

    @Override
    public TablePlace place(PackageContents contents, Table table, WriteDisposition disposition) {
        PackagedTable nothing = new PackagedTable(table.name(), List.of());
        return places.share(contents, table, nothing, disposition, find(contents, table))
                .place();
    }

    private Optional<software.amazon.awssdk.services.glue.model.Table> find(PackageContents contents, Table table) {
        var existing = database.find(table.name());
        existing.ifPresent(e -> checkFormat(table, e));
        existing.filter(e -> !HivePlaces.isFresh(contents, table)).ifPresent(e -> checkFits(table, e));
        return existing;
    }

    @Override
    public PlannedTable plan(
            LoadPackage loadPackage, Table table, PackagedTable packaged, WriteDisposition disposition) {
        PackageContents contents = loadPackage.contents();
        HiveTableInput.check(table);
        HivePlaces.Share share = places.share(contents, table, packaged, disposition, find(contents, table));
        List<IntentFile> files = new ArrayList<>();
        List<Upload> uploads = new ArrayList<>();
        for (PackagedFile file : packaged.files()) {
            String key = share.place().key(file);
            files.add(new IntentFile(key, file.rows(), file.bytes(), file.partition()));
            uploads.add(Upload.rest(key, loadPackage.path(file), file));
        }
        return new PlannedTable(
                new IntentTable(
                        table.name(),
                        TableFormat.HIVE,
                        disposition,
                        share.place().location(),
                        share.previous(),
                        files,
                        HivePlaces.isFresh(contents, table)),
                uploads);
    }

    private static void checkFormat(Table table, software.amazon.awssdk.services.glue.model.Table existing) {
        if (GlueDatabase.isIceberg(existing)) {
            throw new ConfigException(
                    "Cannot load table '%s': it is an Iceberg table and the pipeline writes Hive (set table format ICEBERG; `pipeline migrate` knows no way back)"
                            .formatted(table.name()));
        }
    }

    private static void checkFits(Table table, software.amazon.awssdk.services.glue.model.Table existing) {
        Map<String, String> types = new LinkedHashMap<>();
        existing.storageDescriptor().columns().forEach(c -> types.put(c.name(), c.type()));
        for (Column column : table.typedColumns()) {
            String type = HiveType.of(table.name(), column);
            String there = types.getOrDefault(column.name(), type);
            if (!there.equals(type)) {
                throw new SchemaException(
                        "Cannot load table '%s': column '%s' is %s in the lake and %s in the package (rename or convert the column)"
                                .formatted(table.name(), column.name(), there, type));
            }
        }
        List<String> keys =
                HivePartitionKey.of(table).stream().map(HivePartitionKey::name).toList();
        List<String> keysThere =
                existing.partitionKeys().stream().map(k -> k.name()).toList();
        if (!keys.equals(keysThere)) {
            throw new ConfigException(
                    "Cannot load table '%s': it is partitioned by %s in the lake and by %s in the pipeline (a table's partition keys can't change)"
                            .formatted(table.name(), keysThere, keys));
        }
    }

    @Override
    public void prepare(Intent intent, IntentTable planned) {
        Table table = table(intent, planned);
        if (planned.disposition() == WriteDisposition.REPLACE && !inPlace(planned)) {
            return;
        }
        Failsafe.with(UNTIL_UNDISTURBED).get(() -> createOrWiden(table, planned));
        addPartitions(table, planned);
    }

    private boolean createOrWiden(Table table, IntentTable planned) {
        var existing = database.find(table.name());
        if (existing.isEmpty()) {
            database.ensureExists();
            return database.create(HiveTableInput.of(table, planned.location(), Map.of()));
        }
        follow(planned, Bucket.folder(existing.get().storageDescriptor().location()));
        var columns = HiveTableInput.merged(existing.get(), table);
        return columns.size() == existing.get().storageDescriptor().columns().size()
                || database.update(
                        existing.get(),
                        input -> input.storageDescriptor(existing.get().storageDescriptor().toBuilder()
                                .columns(columns)
                                .build()));
    }

    /** Another pipeline's replace may have moved the table after this load was planned: the files go after it. */
    private void follow(IntentTable planned, String location) {
        if (location.equals(planned.location())) {
            return;
        }
        String from = bucket.key(planned.location());
        for (IntentFile file : planned.files()) {
            String to = bucket.key(location) + file.key().substring(from.length());
            if (bucket.list(file.key()).isEmpty() && bucket.list(to).isEmpty()) {
                throw LoadException.permanent(
                        "Cannot append to table '%s': another pipeline replaced it during the load (load the records again)"
                                .formatted(planned.name()),
                        null);
            }
            if (!bucket.list(file.key()).isEmpty()) {
                bucket.copy(file.key(), to);
                bucket.delete(List.of(file.key()));
            }
        }
    }

    private void addPartitions(Table table, IntentTable planned) {
        List<HivePartitionKey> keys = HivePartitionKey.of(table);
        if (keys.isEmpty()) {
            return;
        }
        Map<List<String>, String> locations = new LinkedHashMap<>();
        for (IntentFile file : planned.files()) {
            locations.put(
                    HivePartitionKey.values(keys, file.partition()),
                    planned.location() + HivePlaces.folder(keys, file.partition()));
        }
        if (!locations.isEmpty()) {
            partitions.add(table.name(), HiveTableInput.columns(table), locations);
        }
    }

    @Override
    public String chain(Intent intent, IntentTable planned) {
        return planned.name();
    }

    @Override
    public void commit(Intent intent, IntentTable planned) {
        if (planned.disposition() != WriteDisposition.REPLACE) {
            bucket.delete(planned.obsolete().stream().map(bucket::key).toList());
            return;
        }
        if (inPlace(planned)) {
            truncate(planned);
            return;
        }
        Table table = table(intent, planned);
        Failsafe.with(UNTIL_UNDISTURBED).get(() -> moveLocation(intent, table, planned));
    }

    private boolean moveLocation(Intent intent, Table table, IntentTable planned) {
        Map<String, String> marker = Map.of(intent.marker(), intent.loadId().value());
        var existing = database.find(table.name());
        if (existing.isEmpty()) {
            database.ensureExists();
            if (!database.create(HiveTableInput.of(table, planned.location(), marker))) {
                return false;
            }
        } else if (!intent.isIn(existing.get().parameters())) {
            if (planned.fresh() && !hasKeys(existing.get(), table)) {
                database.delete(table.name());
                return false;
            }
            Map<String, String> parameters = new LinkedHashMap<>(existing.get().parameters());
            parameters.putAll(marker);
            boolean moved = database.update(
                    existing.get(),
                    input -> input.parameters(parameters)
                            .storageDescriptor(existing.get().storageDescriptor().toBuilder()
                                    .columns(
                                            planned.fresh()
                                                    ? HiveTableInput.columns(table)
                                                    : HiveTableInput.merged(existing.get(), table))
                                    .location(planned.location())
                                    .build()));
            if (!moved) {
                return false;
            }
        } else if (!Bucket.folder(existing.get().storageDescriptor().location()).equals(planned.location())) {
            return true;
        }
        if (!table.partition().isEmpty()) {
            partitions.keepOnlyBelow(table.name(), planned.location());
            addPartitions(table, planned);
        }
        return true;
    }

    private static boolean hasKeys(software.amazon.awssdk.services.glue.model.Table existing, Table table) {
        return existing.partitionKeys().stream()
                .map(k -> k.name())
                .toList()
                .equals(HivePartitionKey.of(table).stream()
                        .map(HivePartitionKey::name)
                        .toList());
    }

    /** The files of the load are there already; all others go. */
    private void truncate(IntentTable planned) {
        Set<String> mine = new HashSet<>();
        planned.files().forEach(f -> mine.add(f.key()));
        bucket.delete(bucket.list(bucket.key(planned.location())).stream()
                .map(ListedObject::key)
                .filter(k -> !mine.contains(k))
                .toList());
    }

    @Override
    public void clean(Intent intent, IntentTable planned) {
        String previous = planned.previousLocation();
        if (previous == null || inPlace(planned)) {
            return;
        }
        String folder = bucket.key(previous);
        String versions = places.root(planned.name()).equals(previous) ? folder + HivePlaces.VERSION_FOLDER : "";
        bucket.delete(bucket.list(folder).stream()
                .map(ListedObject::key)
                .filter(k -> versions.isEmpty() || !k.startsWith(versions))
                .toList());
    }

    private static boolean inPlace(IntentTable planned) {
        return planned.location().equals(planned.previousLocation());
    }

    private static Table table(Intent intent, IntentTable planned) {
        return intent.schema().find(planned.name()).orElseThrow();
    }
}
