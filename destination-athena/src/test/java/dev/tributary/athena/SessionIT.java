package dev.tributary.athena;

import static dev.tributary.athena.TestPackage.items;
import static dev.tributary.athena.TestPackage.partitioned;
import static dev.tributary.athena.TestPackage.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.athena.bucket.Upload;
import dev.tributary.athena.bucket.Uploader;
import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.LakeTable;
import dev.tributary.destination.RequestCounts;
import dev.tributary.destination.StoredState;
import dev.tributary.error.ConfigException;
import dev.tributary.error.LoadException;
import dev.tributary.error.SchemaException;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.PartitionField.Transform;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run sees of the lake besides its rows: leases, requests, partitions, state, refusals. */
class SessionIT {
    @TempDir
    static Path folder;

    @AutoClose
    static TestLake lake;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    private static TestPackage next(String dataset, int number) {
        return TestPackage.numbered(folder, dataset, number);
    }

    @Test
    void refusesASecondRunOfAPipeline() {
        try (DestinationSession first = lake.open("p", "leased", Steps.NONE);
                DestinationSession second =
                        AthenaDestination.of(lake.settings()).open(new DatasetName("p", "leased"))) {
            assertThat(first.recover()).isEmpty();
            assertThatThrownBy(() -> second.acquire(Duration.ofMillis(10)))
                    .isInstanceOfSatisfying(
                            LoadException.class, e -> assertThat(e.retryable()).isTrue())
                    .hasMessageMatching("Cannot run pipeline 'p': host \\S+, process "
                            + ProcessHandle.current().pid()
                            + " holds its lease since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"
                            + " \\(wait for it to end, or run with --wait\\)");
        }
    }

    @Test
    void losesNoRowWhenTwoPipelinesAppendToOneTable() throws Exception {
        int loads = 50;
        List<Callable<Void>> pipelines = new ArrayList<>();
        for (String pipeline : List.of("left", "right")) {
            pipelines.add(() -> {
                try (DestinationSession session = lake.open(pipeline, "shared", Steps.NONE)) {
                    for (int i = 0; i < loads; i++) {
                        Table items = items(TableFormat.ICEBERG, WriteDisposition.APPEND);
                        session.load(new TestPackage(folder, pipeline, "shared", "1700000000.%06d".formatted(i + 1))
                                .items(items, pipeline.equals("left") ? i : 1000 + i, 1)
                                .complete());
                    }
                }
                return null;
            });
        }
        var threads = Executors.newFixedThreadPool(2);
        for (Future<Void> future : threads.invokeAll(pipelines)) {
            future.get();
        }
        threads.shutdown();
        assertThat(lake.iceberg("shared", "items"))
                .extracting(r -> r.getField("id"))
                .hasSize(2 * loads)
                .doesNotHaveDuplicates();
        assertThat(lake.iceberg("shared", "_dlt_loads")).hasSize(2 * loads);
    }

    @Test
    void keepsTheNewestStatesOfEachPipeline() throws Exception {
        for (int i = 1; i <= 9; i++) {
            String pipeline = i % 3 == 0 ? "other" : "p";
            AthenaSettings settings = lake.settings().keepingStates(3);
            try (DestinationSession session =
                    AthenaDestination.of(settings).open(new DatasetName(pipeline, "states"))) {
                session.acquire(Duration.ZERO);
                session.load(new TestPackage(folder, pipeline, "states", "1700000000.00000" + i)
                        .items(items(TableFormat.HIVE, WriteDisposition.APPEND), i, 1)
                        .state(i)
                        .complete());
            }
        }

        assertThat(lake.iceberg("states", "_dlt_pipeline_state"))
                .extracting(r -> r.getField("pipeline_name") + " " + r.getField("_dlt_load_id"))
                .containsExactlyInAnyOrder(
                        "p 1700000000.000005",
                        "p 1700000000.000007",
                        "p 1700000000.000008",
                        "other 1700000000.000003",
                        "other 1700000000.000006",
                        "other 1700000000.000009");
    }

    @Test
    void refusesToKeepOneState() {
        assertThatThrownBy(() -> lake.settings().keepingStates(1))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Invalid load.keep_states: '1' (2 or more; while a load commits, the one before must be there)");
    }

    private RequestCounts countOfSecondAppend(TableFormat format) throws Exception {
        String dataset = "counted_" + format.id();
        Table items = items(format, WriteDisposition.APPEND);
        lake.load(next(dataset, 1).items(items, 0, 10).complete());
        LoadPackage second = next(dataset, 2).items(items, 10, 10).complete();
        DestinationSession session = lake.open("p", dataset, Steps.NONE);
        session.newestLoad();
        session.load(second);
        session.close();
        return session.requests();
    }

    /**
     * S3: the bucket 1, the lease 3, intents 4, the file 1, the newest load 1, and 8 for the commit of _dlt_loads. Glue: the
     * table 2, the newest load 1, the commit of _dlt_loads 4.
     */
    @Test
    void sendsFewRequestsForAnAppendToAHiveTable() throws Exception {
        assertThat(countOfSecondAppend(TableFormat.HIVE)).isEqualTo(new RequestCounts(18, 7, 0));
    }

    /** As for Hive, but the table is looked at once and committed: 1 and 7 more to S3, 1 and 4 instead of 2 to Glue. */
    @Test
    void sendsFewRequestsForAnAppendToAnIcebergTable() throws Exception {
        assertThat(countOfSecondAppend(TableFormat.ICEBERG)).isEqualTo(new RequestCounts(26, 10, 0));
    }

    /** One row of a country and a day, and one of no country. */
    private void loadPartitionedEvents(String dataset, TableFormat format) throws Exception {
        Table events = partitioned(
                table(
                        "events",
                        format,
                        WriteDisposition.APPEND,
                        Column.of("id", DataType.BIGINT),
                        Column.of("country", DataType.TEXT),
                        Column.of("at", DataType.TIMESTAMP)),
                new PartitionField("country", Transform.IDENTITY, null),
                new PartitionField("at", Transform.DAY, null));
        long noon = 19_723L * 86_400_000_000L;
        lake.load(next(dataset, 1)
                .rows(events, List.of("de", "19723"), new Object[] {1, "de", noon})
                .rows(events, java.util.Arrays.asList(null, "19723"), new Object[] {2, null, noon})
                .complete());
    }

    @Test
    void registersHivePartitions() throws Exception {
        loadPartitionedEvents("parts", TableFormat.HIVE);
        assertThat(lake.keys("base/parts/events/"))
                .containsExactly(
                        "base/parts/events/country=__HIVE_DEFAULT_PARTITION__/at_day=2024-01-01/1700000000.000001.f1.parquet",
                        "base/parts/events/country=de/at_day=2024-01-01/1700000000.000001.f0.parquet");
        assertThat(lake.glue()
                        .getPartitions(b -> b.databaseName("parts").tableName("events"))
                        .partitions())
                .extracting(p -> String.join("/", p.values()))
                .containsExactlyInAnyOrder("de/2024-01-01", "__HIVE_DEFAULT_PARTITION__/2024-01-01");
        var registered = lake.glue()
                .getTable(b -> b.databaseName("parts").name("events"))
                .table();
        assertThat(registered.storageDescriptor().columns())
                .extracting(c -> c.name())
                .containsExactly("id", "at");
        assertThat(registered.partitionKeys()).extracting(c -> c.name()).containsExactly("country", "at_day");
    }

    @Test
    void writesIcebergPartitions() throws Exception {
        loadPartitionedEvents("iceparts", TableFormat.ICEBERG);
        assertThat(lake.iceberg("iceparts", "events"))
                .extracting(r -> r.getField("country"))
                .containsExactlyInAnyOrder("de", null);
        assertThat(lake.keys("base/iceparts/events/data/")).anyMatch(k -> k.contains("country=de/at_day=2024-01-01/"));
    }

    @Test
    void restoresStateAndSchema() throws Exception {
        Table items = items(TableFormat.ICEBERG, WriteDisposition.APPEND);
        LoadPackage loadPackage = next("restored", 1).items(items, 0, 1).complete();
        lake.load(loadPackage);
        try (DestinationSession session = lake.open("p", "restored", Steps.NONE)) {
            StoredState stored = session.restore("shop").orElseThrow();
            assertThat(stored.state()).isEqualTo(loadPackage.state());
            assertThat(stored.schema()).contains(loadPackage.schema());
            assertThat(session.newestLoad()).contains(new LoadId("1700000000.000001"));
            assertThat(session.recover()).isEmpty();
        }
        try (DestinationSession session = lake.open("other", "restored", Steps.NONE)) {
            assertThat(session.restore("shop")).isEmpty();
            assertThat(session.newestLoad()).isEmpty();
        }
    }

    @Test
    void listsTables() throws Exception {
        Table ice = table(
                "ice",
                TableFormat.ICEBERG,
                WriteDisposition.APPEND,
                Column.of("id", DataType.BIGINT),
                Column.of("name", DataType.TEXT));
        Table hive = items(TableFormat.HIVE, WriteDisposition.APPEND);
        lake.load(next("listed", 1).items(ice, 0, 3).items(hive, 0, 4).complete());
        try (DestinationSession session = lake.open("p", "listed", Steps.NONE)) {
            assertThat(session.tables())
                    .filteredOn(t -> !t.name().startsWith("_dlt"))
                    .extracting(LakeTable::name, LakeTable::format, LakeTable::rows, LakeTable::files)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("ice", TableFormat.ICEBERG, 3L, 1),
                            org.assertj.core.groups.Tuple.tuple("items", TableFormat.HIVE, 4L, 1));
        }
    }

    @Test
    void refusesAnotherFormatAndATimeOfDayBeforeItUploads() throws Exception {
        lake.load(next("formats", 1)
                .items(items(TableFormat.HIVE, WriteDisposition.APPEND), 0, 1)
                .complete());
        LoadPackage ice = next("formats", 2)
                .items(items(TableFormat.ICEBERG, WriteDisposition.APPEND), 0, 1)
                .complete();
        assertThatThrownBy(() -> lake.load(ice))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Cannot load table 'items': it is a Hive table and the pipeline writes Iceberg"
                        + " (run `pipeline migrate` to change the table, or set table format HIVE)");
        LoadPackage times = next("formats", 3)
                .with(table("clock", TableFormat.ICEBERG, WriteDisposition.APPEND, Column.of("at", DataType.TIME)))
                .complete();
        assertThatThrownBy(() -> lake.load(times))
                .isInstanceOf(SchemaException.class)
                .hasMessage("Cannot load column 'clock.at': Athena has no type for a time of day"
                        + " (convert it to text, to a bigint of microseconds, or to a timestamp)");
        assertThat(lake.keys("base/formats/")).noneMatch(k -> k.contains("_dlt_intents") || k.contains("clock"));
    }

    @Test
    void saysWhatIsWrongWithTheBucketAndTheKeys() {
        DatasetName dataset = new DatasetName("p", "d");
        assertThatThrownBy(() -> AthenaDestination.of(lake.settings("s3://nowhere/x", null, "local-secret"))
                        .open(dataset))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Cannot use bucket 'nowhere': it does not exist (make it, or change bucket_url 's3://nowhere/x')");
        assertThatThrownBy(() -> AthenaDestination.of(lake.settings("s3://lake", null, "wrong"))
                        .open(dataset))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Cannot use bucket 'lake': access is denied")
                .hasMessageEndingWith("(check the credentials and their permissions)");
    }

    @Test
    void exchangesFieldIdsThatAnotherPipelineTookInBetween() throws Exception {
        Table items = items(TableFormat.ICEBERG, WriteDisposition.APPEND);
        Table priced = items.with(List.of(Column.of("price", DataType.BIGINT)));
        Table weighed = items.with(List.of(Column.of("weight", DataType.BIGINT)));
        lake.load(next("ids", 1).items(items, 0, 1).complete());
        LoadPackage late = next("ids", 2)
                .rows(priced, List.of(), new Object[] {1, "one", 10})
                .complete();
        LoadPackage between = new TestPackage(folder, "other", "ids", "1700000000.000002")
                .rows(weighed, List.of(), new Object[] {2, "two", 20})
                .complete();
        Steps interruption = (step, done) -> {
            if (step == Step.PREPARED && done) {
                lake.load(between);
            }
        };
        try (DestinationSession session = lake.open("p", "ids", interruption)) {
            session.load(late);
        }
        assertThat(lake.iceberg("ids", "items"))
                .extracting(r -> r.getField("id") + " " + r.getField("price") + " " + r.getField("weight"))
                .containsExactlyInAnyOrder("0 null null", "1 10 null", "2 null 20");
    }

    @Test
    void stopsARunWhoseLoadWasTakenBack() throws Exception {
        Table items = items(TableFormat.ICEBERG, WriteDisposition.APPEND);
        lake.load(next("zombie", 1).items(items, 0, 1).complete());
        LoadPackage loadPackage = next("zombie", 2).items(items, 1, 1).complete();
        Steps rollback = (step, done) -> {
            if (step == Step.UPLOAD && done) {
                lake.s3()
                        .deleteObject(b ->
                                b.bucket(TestLake.BUCKET).key("base/zombie/_dlt_intents/p/1700000000.000002.json"));
            }
        };
        try (DestinationSession session = lake.open("p", "zombie", rollback)) {
            assertThatThrownBy(() -> session.load(loadPackage))
                    .isInstanceOf(LoadException.class)
                    .hasMessage(
                            "Cannot finish package 1700000000.000002: another run of pipeline 'p' has taken its load over"
                                    + " (run the pipeline again)");
        }
        assertThat(lake.iceberg("zombie", "items")).hasSize(1);
    }

    @Test
    void uploadsALargeFileInParts() throws Exception {
        Path file = folder.resolve("large");
        byte[] random = new byte[37 << 20];
        new java.util.Random(1).nextBytes(random);
        java.nio.file.Files.write(file, random);
        byte[] tail = {1, 2, 3};
        try (Uploader uploader = new Uploader(lake.s3(), lake::uploads, TestLake.BUCKET, 3)) {
            uploader.upload(List.of(new Upload("large", file, random.length - 10, tail)), () -> {});
        }
        byte[] expected = java.util.Arrays.copyOf(random, random.length - 7);
        System.arraycopy(tail, 0, expected, random.length - 10, 3);
        assertThat(lake.s3()
                        .getObjectAsBytes(b -> b.bucket(TestLake.BUCKET).key("large"))
                        .asByteArray())
                .isEqualTo(expected);
    }

    @Test
    void truncatesAndInsertsInPlace() throws Exception {
        AthenaSettings settings = lake.settings("s3://lake/base", "truncate-and-insert", "local-secret");
        Table items = items(TableFormat.HIVE, WriteDisposition.REPLACE);
        for (int i = 1; i <= 2; i++) {
            try (DestinationSession session = AthenaDestination.of(settings, LeaseClock.SYSTEM, Steps.NONE)
                    .open(new DatasetName("p", "truncated"))) {
                session.acquire(Duration.ZERO);
                session.load(next("truncated", i).items(items, 10 * i, 3).complete());
            }
        }
        assertThat(lake.keys("base/truncated/items/"))
                .containsExactly("base/truncated/items/1700000000.000002.f0.parquet");
    }
}
