package dev.tributary.athena;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.Uploader;
import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.athena.client.AwsClients;
import dev.tributary.athena.client.AwsFailures;
import dev.tributary.athena.client.Background;
import dev.tributary.athena.hive.HiveAppends;
import dev.tributary.athena.hive.HiveTables;
import dev.tributary.athena.iceberg.IcebergCatalog;
import dev.tributary.athena.iceberg.IcebergTables;
import dev.tributary.athena.intent.IntentStore;
import dev.tributary.athena.layout.Layout;
import dev.tributary.athena.lease.Lease;
import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.LakeTables;
import dev.tributary.athena.load.LoadProtocol;
import dev.tributary.athena.load.Steps;
import dev.tributary.athena.load.TableRows;
import dev.tributary.athena.sql.Athena;
import dev.tributary.athena.staged.StagedTables;
import dev.tributary.athena.system.HiveSystemTables;
import dev.tributary.athena.system.StoredStates;
import dev.tributary.athena.system.SystemTables;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.FileStreams;
import dev.tributary.destination.LakeTable;
import dev.tributary.destination.LoadReport;
import dev.tributary.destination.RecoveredLoad;
import dev.tributary.destination.RequestCounts;
import dev.tributary.destination.StoredRow;
import dev.tributary.destination.StoredState;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.schema.TableFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run's connection: everything below it is made here. */
final class AthenaSession implements DestinationSession {
    private final AthenaSettings settings;
    private final DatasetName dataset;
    private final String folder;
    private final AwsClients clients;
    private final Bucket bucket;
    private final LeaseClock clock;
    private final Uploader uploader;
    private final IcebergCatalog catalog;
    private final IcebergCatalog stagingCatalog;
    private final IcebergTables iceberg;
    private final StagedTables staged;
    private final SystemTables system;
    private final StoredStates states;
    private final LakeTables lakeTables;
    private final TableRows tableRows;
    private final LoadProtocol protocol;
    private @Nullable Lease lease;
    private @Nullable CompletableFuture<Optional<LoadId>> newest;

    AthenaSession(
            AthenaSettings settings,
            String prefix,
            DatasetName dataset,
            AwsClients clients,
            Bucket bucket,
            LeaseClock clock,
            Steps steps) {
        this.settings = settings;
        this.dataset = dataset;
        this.folder = prefix + dataset.dataset() + "/";
        this.clients = clients;
        this.bucket = bucket;
        this.clock = clock;
        this.uploader = new Uploader(
                clients.s3(),
                () -> clients.uploads(settings.uploadThreads()),
                bucket.name(),
                settings.uploadThreads(),
                settings.staging().partBytes());
        String warehouse = bucket.uri(prefix + dataset.dataset());
        this.catalog = new IcebergCatalog(clients, settings.catalogId(), warehouse, dataset.dataset());
        this.stagingCatalog = new IcebergCatalog(
                clients, settings.catalogId(), warehouse + "_staging", dataset.dataset() + "_staging");
        GlueDatabase database = new GlueDatabase(clients.glue(), settings.catalogId(), dataset.dataset());
        Layout layout = Layout.of(settings.layout());
        this.iceberg = new IcebergTables(
                catalog,
                database,
                bucket,
                uploader,
                this::ensureHeld,
                table -> bucket.uri(icebergFolder(prefix, layout, table)),
                settings.tableProperties());
        this.staged = staged(prefix);
        boolean truncates = "truncate-and-insert".equals(settings.replaceStrategy());
        HiveTables hive = new HiveTables(database, bucket, layout, folder, truncates);
        HiveSystemTables hiveSystem = new HiveSystemTables(
                database, bucket, new HiveAppends(database, bucket, uploader, this::ensureHeld), this::ensureHeld);
        this.system = new SystemTables(catalog, iceberg, hiveSystem, uploader, this::ensureHeld, settings.keptStates());
        this.states = new StoredStates(catalog, hiveSystem, database);
        this.lakeTables = new LakeTables(database, catalog, bucket);
        this.tableRows = new TableRows(database, catalog, bucket);
        this.protocol = new LoadProtocol(
                bucket,
                database,
                uploader,
                new IntentStore(bucket, folder + "_dlt_intents/" + dataset.pipeline() + "/"),
                Map.of(TableFormat.HIVE, hive, TableFormat.ICEBERG, staged),
                system,
                states,
                this::ensureHeld,
                steps);
    }

    /** Whether a load goes through Athena is known from its intent, so that any session can finish it. */
    private StagedTables staged(String prefix) {
        String stagingDataset = dataset.dataset() + "_staging";
        String stagingLocation = bucket.uri(prefix + stagingDataset + "/");
        IcebergTables staging = new IcebergTables(
                stagingCatalog,
                new GlueDatabase(clients.glue(), settings.catalogId(), stagingDataset),
                bucket,
                uploader,
                this::ensureHeld,
                table -> stagingLocation + table + "/",
                Map.of());
        AthenaQueries queries = settings.queries();
        return new StagedTables(
                iceberg,
                staging,
                new Athena(clients::athena, queries.workGroup(), queries.catalog(), queries.results()),
                bucket,
                new StagedTables.Place(
                        dataset.dataset(),
                        stagingDataset,
                        stagingLocation,
                        folder + "_dlt_intents/" + dataset.pipeline() + "/",
                        queries.staged(),
                        queries.mergesBySql()),
                this::ensureHeld);
    }

    private String icebergFolder(String prefix, Layout layout, String table) {
        String own = settings.tableLocationLayout();
        if (own == null) {
            return folder + layout.tableFolder(table);
        }
        String path = own.replace("{dataset_name}", dataset.dataset()).replace("{table_name}", table);
        return prefix + Bucket.folder(path);
    }

    private void ensureHeld() {
        if (lease == null) {
            throw new IllegalStateException("acquire comes first");
        }
        lease.ensureHeld();
    }

    @Override
    public void acquire(Duration wait) {
        String key = folder + "_dlt_leases/" + dataset.pipeline() + ".json";
        lease = AwsFailures.during(
                "lock pipeline '" + dataset.pipeline() + "'",
                () -> Lease.acquire(bucket, key, dataset.pipeline(), settings.lease(), wait, clock));
    }

    @Override
    public List<RecoveredLoad> recover() {
        String doing = "recover earlier loads of pipeline '" + dataset.pipeline() + "'";
        staged.forget();
        var looked = Background.begin("newest-load", () -> system.newestLoad(dataset.pipeline()));
        List<LoadId> left;
        try {
            left = AwsFailures.during(doing, protocol::left);
        } finally {
            looked.handle((found, failure) -> found).join();
        }
        if (left.isEmpty()) {
            newest = looked;
            return List.of();
        }
        return afresh(doing, () -> protocol.recover(left));
    }

    @Override
    public Optional<LoadId> newestLoad() {
        return AwsFailures.during(
                "read table '_dlt_loads'",
                () -> marked().or(() -> states.newest(dataset.pipeline(), "").map(StoredState::loadId)));
    }

    /** What was found while recovering counts once: nobody else loads for the pipeline while its lease is held. */
    private Optional<LoadId> marked() {
        var looked = newest;
        newest = null;
        return looked == null || looked.isCompletedExceptionally()
                ? system.newestLoad(dataset.pipeline())
                : looked.join();
    }

    @Override
    public Optional<StoredState> restore(String schemaName) {
        return AwsFailures.during(
                "restore the state of pipeline '" + dataset.pipeline() + "'",
                () -> states.newest(dataset.pipeline(), schemaName));
    }

    @Override
    public TableFormat defaultFormat() {
        return settings.defaultFormat();
    }

    @Override
    public List<LakeTable> tables() {
        return afresh("list the tables of dataset '" + dataset.dataset() + "'", lakeTables::all);
    }

    @Override
    public Stream<StoredRow> rows(String table) {
        return afresh("read table '" + table + "'", () -> tableRows.of(table));
    }

    @Override
    public LoadReport load(LoadPackage loadPackage) {
        newest = null;
        try {
            return AwsFailures.during("load package " + loadPackage.loadId(), () -> protocol.load(loadPackage));
        } finally {
            staged.forget();
        }
    }

    private <T> T afresh(String doing, Supplier<T> work) {
        staged.forget();
        try {
            return AwsFailures.during(doing, work);
        } finally {
            staged.forget();
        }
    }

    @Override
    public Optional<FileStreams> stream(PackageContents begun) {
        return settings.staging().streams() ? Optional.of(protocol.stream(begun)) : Optional.empty();
    }

    @Override
    public RequestCounts requests() {
        return clients.counts();
    }

    @Override
    public void close() {
        try {
            protocol.abandon();
        } finally {
            release();
        }
    }

    private void release() {
        try {
            uploader.close();
            if (lease != null) {
                lease.close();
            }
        } finally {
            stagingCatalog.close();
            catalog.close();
            clients.close();
        }
    }
}
