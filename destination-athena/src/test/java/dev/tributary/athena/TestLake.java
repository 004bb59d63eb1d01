package dev.tributary.athena;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.athena.client.AwsClients;
import dev.tributary.athena.client.Connection;
import dev.tributary.athena.iceberg.IcebergCatalog;
import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.LoadReport;
import dev.tributary.lake.LocalLake;
import dev.tributary.lake.LocalLakeSettings;
import dev.tributary.lake.engine.EngineSettings;
import dev.tributary.lake.sql.ResultColumn;
import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementOutput;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.schema.TableFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A local lake with a bucket, and readers that are not the destination's own. */
final class TestLake implements AutoCloseable {
    static final String BUCKET = "lake";

    /** Starts only for what asks for it. */
    static final EngineSettings ENGINE =
            EngineSettings.of(Path.of("../local-lake-engine"), System.getenv(), System.err::println);

    private static TestLake shared;

    private final Path folder;
    private final LocalLake lake;
    private final AwsClients clients;

    /** A lake with an engine that all tests of this JVM share; skips what calls this on a machine without a JDK for it. */
    static synchronized TestLake engine() {
        assumeTrue(
                ENGINE.findsJava(), "no JDK 25 or newer found (set " + EngineSettings.JAVA_HOME_VARIABLE + " to one)");
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** A lake in a folder of its own, which goes with it. A class's tests share one that is a field with {@code @AutoClose}. */
    static TestLake start() {
        try {
            return new TestLake(Files.createTempDirectory("tributary-lake"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The client for large files. */
    S3Client uploads() {
        return clients.uploads(3);
    }

    AthenaClient athena() {
        return clients.athena();
    }

    private TestLake(Path folder) {
        this.folder = folder;
        this.lake = LocalLake.start(LocalLakeSettings.at(folder).withEngine(ENGINE));
        lake.createBucket(BUCKET);
        this.clients = new AwsClients(new Connection(
                lake.region(),
                lake.s3Endpoint(),
                lake.glueEndpoint(),
                lake.athenaEndpoint(),
                lake.accessKeyId(),
                lake.secretAccessKey(),
                null,
                null,
                null));
    }

    AthenaSettings settings() {
        return settings("s3://" + BUCKET + "/base", null, lake.secretAccessKey());
    }

    /** Settings for loads that Athena does. */
    AthenaSettings staged() {
        AthenaSettings direct = settings();
        return new AthenaSettings(
                direct.bucketUrl(),
                direct.region(),
                direct.s3Endpoint(),
                direct.glueEndpoint(),
                direct.accessKeyId(),
                direct.secretAccessKey(),
                null,
                null,
                direct.layout(),
                direct.defaultFormat(),
                Map.of(),
                null,
                null,
                direct.lease(),
                direct.uploadThreads(),
                null,
                queries(true));
    }

    /** Settings for loads of one table after the other, whose steps come in one order. */
    AthenaSettings inTurn() {
        return settings(lake.s3Endpoint(), lake.glueEndpoint(), 1);
    }

    /** Settings for loads by other addresses, of so many tables at once. */
    AthenaSettings settings(URI s3, URI glue, int atOnce) {
        AthenaSettings near = settings();
        return new AthenaSettings(
                near.bucketUrl(),
                near.region(),
                s3,
                glue,
                near.accessKeyId(),
                near.secretAccessKey(),
                null,
                null,
                near.layout(),
                near.defaultFormat(),
                Map.of(),
                null,
                null,
                near.lease(),
                atOnce,
                null,
                queries(false));
    }

    private AthenaQueries queries(boolean staged) {
        return new AthenaQueries(
                lake.athenaEndpoint(), null, "awsdatacatalog", "s3://" + BUCKET + "/results/", staged, staged);
    }

    AthenaSettings settings(String bucketUrl, String replaceStrategy, String secret) {
        return new AthenaSettings(
                bucketUrl,
                lake.region(),
                lake.s3Endpoint(),
                lake.glueEndpoint(),
                lake.accessKeyId(),
                secret,
                null,
                null,
                "{table_name}/{load_id}.{file_id}.{ext}",
                TableFormat.HIVE,
                Map.of(),
                null,
                replaceStrategy,
                Duration.ofMinutes(2),
                4,
                null,
                queries(false));
    }

    /** A session that holds its lease and has recovered. */
    DestinationSession open(String pipeline, String dataset, Steps steps) {
        return open(settings(), pipeline, dataset, steps);
    }

    static DestinationSession open(AthenaSettings settings, String pipeline, String dataset, Steps steps) {
        DestinationSession session =
                AthenaDestination.of(settings, LeaseClock.SYSTEM, steps).open(new DatasetName(pipeline, dataset));
        session.acquire(Duration.ZERO);
        session.recover();
        return session;
    }

    LoadReport load(LoadPackage loadPackage) {
        try (DestinationSession session =
                open(loadPackage.contents().pipeline(), loadPackage.contents().dataset(), Steps.NONE)) {
            return session.load(loadPackage);
        }
    }

    /** A process with this lake's addresses and keys as its first four arguments. */
    Process fork(Class<?> main, String... arguments) throws IOException {
        return fork(List.of(), main, arguments);
    }

    /** The same with options for its JVM. */
    Process fork(List<String> options, Class<?> main, String... arguments) throws IOException {
        return fork(lake.s3Endpoint(), lake.glueEndpoint(), options, main, arguments);
    }

    /** The same with other addresses of the lake. */
    Process fork(URI s3, URI glue, List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                s3.toString(),
                glue.toString(),
                lake.accessKeyId(),
                lake.secretAccessKey()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start();
    }

    LocalLake lake() {
        return lake;
    }

    S3Client s3() {
        return clients.s3();
    }

    GlueClient glue() {
        return clients.glue();
    }

    /** The rows of an Iceberg table by Iceberg's reader. */
    List<Record> iceberg(String dataset, String table) {
        try (IcebergCatalog catalog = new IcebergCatalog(clients, null, "s3://" + BUCKET, dataset);
                CloseableIterable<Record> rows =
                        IcebergGenerics.read(catalog.find(table).orElseThrow()).build()) {
            List<Record> copies = new ArrayList<>();
            rows.forEach(r -> copies.add(r.copy()));
            return copies;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes an Iceberg table as another writer does. */
    void change(String dataset, String table, java.util.function.Consumer<org.apache.iceberg.Table> change) {
        try (IcebergCatalog catalog = new IcebergCatalog(clients, null, "s3://" + BUCKET, dataset)) {
            change.accept(catalog.find(table).orElseThrow());
        }
    }

    /** An answer of DuckDB over the Parquet files below a Hive table's location; {@code files} stands for them. */
    List<String> hive(String dataset, String table, String query) throws SQLException, IOException {
        String location = glue().getTable(b -> b.databaseName(dataset).name(table))
                .table()
                .storageDescriptor()
                .location();
        String prefix = location.substring(("s3://" + BUCKET + "/").length());
        Path copy = Files.createTempDirectory(folder, "read");
        for (var object :
                s3().listObjectsV2(b -> b.bucket(BUCKET).prefix(prefix)).contents()) {
            Path file = copy.resolve(object.key().replace("/", "!"));
            s3().getObject(b -> b.bucket(BUCKET).key(object.key()), file);
        }
        try (var files = Files.list(copy)) {
            if (files.findAny().isEmpty()) {
                return List.of();
            }
        }
        try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(
                        query.replace("files", "read_parquet('" + copy + "/*', union_by_name=true)"))) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** What the engine answers, each value as text. */
    List<List<String>> query(String database, String sql) {
        List<List<String>> rows = new ArrayList<>();
        lake.engine().run(new Statement(sql, "AwsDataCatalog", database, "s3://lake/results/"), new StatementOutput() {
            @Override
            public void columns(List<ResultColumn> columns) {}

            @Override
            public void row(List<String> values) {
                rows.add(values.stream().map(String::valueOf).toList());
            }

            @Override
            public void updateCount(long count) {}

            @Override
            public void scanned(long bytes) {}

            @Override
            public void written(List<String> files) {}
        });
        return rows;
    }

    List<String> keys(String prefix) {
        return s3().listObjectsV2(b -> b.bucket(BUCKET).prefix(prefix)).contents().stream()
                .map(o -> o.key())
                .toList();
    }

    @Override
    public void close() {
        clients.close();
        lake.close();
        try (var inside = Files.walk(folder)) {
            for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
