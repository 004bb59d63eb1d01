package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsType;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.Segment;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.TableVersion;

class LocalGlueIT {

    @TempDir
    static Path folder;

    static LocalLake first;
    static LocalLake second;
    static GlueClient glue;
    static GlueClient other;
    static int databases;

    String db;

    @BeforeAll
    static void start() {
        first = LocalLake.start(LocalLakeSettings.at(folder));
        second = LocalLake.start(LocalLakeSettings.at(folder));
        glue = Clients.glue(first);
        other = Clients.glue(second);
    }

    @AfterAll
    static void stop() {
        glue.close();
        other.close();
        first.close();
        second.close();
    }

    @BeforeEach
    void freshDatabase() {
        db = "db_" + databases++;
        glue.createDatabase(
                r -> r.databaseInput(d -> d.name(db).description("two\nlines").parameters(Map.of("k", "v"))));
    }

    @Test
    void keepsADatabase() {
        var database = other.getDatabase(r -> r.name(db.toUpperCase())).database();

        assertThat(database.description()).isEqualTo("two\nlines");
        assertThat(database.parameters()).containsEntry("k", "v");
        assertThat(database.createTime()).isNotNull();
        assertThat(other.getDatabasesPaginator(r -> r.maxResults(2)).stream()
                        .flatMap(page -> page.databaseList().stream()))
                .extracting(d -> d.name())
                .contains(db);
    }

    @Test
    void changesADatabase() {
        glue.updateDatabase(r -> r.name(db).databaseInput(d -> d.name(db).locationUri("s3://b/x/")));

        assertThat(other.getDatabase(r -> r.name(db)).database().locationUri()).isEqualTo("s3://b/x/");
    }

    @Test
    void refusesADatabaseThatIsThere() {
        assertThatThrownBy(() -> other.createDatabase(r -> r.databaseInput(d -> d.name(db))))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageStartingWith("Database already exists.");
    }

    @Test
    void deletesADatabaseWithItsTables() {
        create("t");

        other.deleteDatabase(r -> r.name(db));

        assertThatThrownBy(() -> glue.getDatabase(r -> r.name(db))).isInstanceOf(EntityNotFoundException.class);
        assertThatThrownBy(() -> glue.getTable(r -> r.databaseName(db).name("t")))
                .isInstanceOf(EntityNotFoundException.class);
        freshDatabase();
        assertThat(glue.getTables(r -> r.databaseName(db)).tableList()).isEmpty();
    }

    @Test
    void fillsWhatReadersRelyOn() {
        glue.createTable(r -> r.databaseName(db)
                .tableInput(t -> t.name("Orders").storageDescriptor(s -> s.location("s3://b/orders/"))));

        Table table = other.getTable(r -> r.databaseName(db).name("ORDERS")).table();

        assertThat(table.name()).isEqualTo("orders");
        assertThat(table.versionId()).isEqualTo("0");
        assertThat(table.hasPartitionKeys()).isTrue();
        assertThat(table.retention()).isZero();
        assertThat(table.createTime()).isNotNull().isEqualTo(table.updateTime());
        StorageDescriptor storage = table.storageDescriptor();
        assertThat(storage.numberOfBuckets()).isZero();
        assertThat(storage.compressed()).isFalse();
        assertThat(storage.storedAsSubDirectories()).isFalse();
        assertThat(storage.hasBucketColumns()).isTrue();
        assertThat(storage.hasSortColumns()).isTrue();
    }

    @Test
    void marksTheColumnsOfAnIcebergTableAsCurrent() {
        glue.createTable(r -> r.databaseName(db)
                .tableInput(t -> t.name("ice")
                        .parameters(Map.of("table_type", "ICEBERG"))
                        .storageDescriptor(s -> s.columns(
                                c -> c.name("a").type("int"),
                                c -> c.name("b").type("int").parameters(Map.of("iceberg.field.current", "false"))))));

        assertThat(other.getTable(r -> r.databaseName(db).name("ice"))
                        .table()
                        .storageDescriptor()
                        .columns())
                .extracting(c -> c.name() + " " + c.parameters().get("iceberg.field.current"))
                .containsExactly("a true", "b false");
    }

    @Test
    void letsOneOfEightCreateATableAcrossLakes() throws Exception {
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            GlueClient client = i % 2 == 0 ? glue : other;
            writers.add(() -> {
                try {
                    client.createTable(r -> r.databaseName(db).tableInput(t -> t.name("t")));
                    return true;
                } catch (AlreadyExistsException e) {
                    return false;
                }
            });
        }

        assertThat(Race.of(writers)).containsOnlyOnce(true);
    }

    @Test
    void refusesAnUpdateOfAnOldVersion() {
        create("t");
        glue.updateTable(r -> r.databaseName(db).tableInput(t -> t.name("t")).versionId("0"));

        assertThatThrownBy(() -> other.updateTable(
                        r -> r.databaseName(db).tableInput(t -> t.name("t")).versionId("0")))
                .isInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void archivesVersionsUnlessTold() {
        create("t");
        glue.updateTable(r -> r.databaseName(db).tableInput(t -> t.name("t").description("second")));
        glue.updateTable(r -> r.databaseName(db)
                .tableInput(t -> t.name("t").description("third"))
                .skipArchive(true));
        glue.updateTable(r -> r.databaseName(db).tableInput(t -> t.name("t").description("fourth")));

        assertThat(glue
                        .getTableVersionsPaginator(
                                r -> r.databaseName(db).tableName("t").maxResults(2))
                        .stream()
                        .flatMap(page -> page.tableVersions().stream()))
                .extracting(TableVersion::versionId)
                .containsExactly("3", "2", "0");
        assertThat(glue.getTableVersion(r -> r.databaseName(db).tableName("t").versionId("2"))
                        .tableVersion()
                        .table()
                        .description())
                .isEqualTo("third");

        glue.deleteTableVersion(r -> r.databaseName(db).tableName("t").versionId("0"));
        var batch = glue.batchDeleteTableVersion(
                r -> r.databaseName(db).tableName("t").versionIds("2", "17"));

        assertThat(batch.errors()).extracting(e -> e.versionId()).containsExactly("17");
        assertThat(glue.getTableVersions(r -> r.databaseName(db).tableName("t")).tableVersions())
                .extracting(TableVersion::versionId)
                .containsExactly("3");
    }

    @Test
    void listsTablesInPagesAndByPattern() {
        IntStream.range(0, 7).forEach(i -> create("t" + i));
        create("other");

        assertThat(glue.getTablesPaginator(r -> r.databaseName(db).maxResults(3)).stream()
                        .flatMap(page -> page.tableList().stream()))
                .extracting(Table::name)
                .containsExactly("other", "t0", "t1", "t2", "t3", "t4", "t5", "t6");
        assertThat(glue.getTables(r -> r.databaseName(db).expression("t[0-2]")).tableList())
                .extracting(Table::name)
                .containsExactly("t0", "t1", "t2");
    }

    @Test
    void deletesTables() {
        create("a");
        create("b");
        glue.deleteTable(r -> r.databaseName(db).name("a"));

        var batch = glue.batchDeleteTable(r -> r.databaseName(db).tablesToDelete("b", "none"));

        assertThat(batch.errors()).singleElement().satisfies(e -> {
            assertThat(e.tableName()).isEqualTo("none");
            assertThat(e.errorDetail().errorCode()).isEqualTo("EntityNotFoundException");
        });
        assertThat(glue.getTables(r -> r.databaseName(db)).tableList()).isEmpty();
    }

    @Test
    void keepsPartitions() {
        create("t");
        glue.createPartition(r -> r.databaseName(db).tableName("t").partitionInput(partition("2026-01-01", "1")));

        var batch = glue.batchCreatePartition(r -> r.databaseName(db)
                .tableName("t")
                .partitionInputList(
                        partition("2026-01-01", "1"), partition("2026-01-02", "2"), partition("2026-01-02", "10")));

        assertThat(batch.errors()).singleElement().satisfies(e -> {
            assertThat(e.partitionValues()).containsExactly("2026-01-01", "1");
            assertThat(e.errorDetail().errorCode()).isEqualTo("AlreadyExistsException");
        });
        Partition got = other.getPartition(
                        r -> r.databaseName(db).tableName("t").partitionValues("2026-01-02", "10"))
                .partition();
        assertThat(got.storageDescriptor().location()).isEqualTo("s3://b/t/2026-01-02/10/");
        assertThat(other.batchGetPartition(r -> r.databaseName(db)
                                .tableName("t")
                                .partitionsToGet(values("2026-01-02", "2"), values("1999-01-01", "1")))
                        .partitions())
                .hasSize(1);
    }

    @Test
    void changesAndDeletesPartitions() {
        create("t");
        addDays(30);

        glue.updatePartition(r -> r.databaseName(db)
                .tableName("t")
                .partitionValueList("2026-01-01", "1")
                .partitionInput(p -> p.values("2026-01-01", "1").parameters(Map.of("rows", "5"))));
        var updated = glue.batchUpdatePartition(r -> r.databaseName(db)
                .tableName("t")
                .entries(List.of(moved("2026-01-02", "2026-02-02", "2"), moved("1999-01-01", "1999-01-01", "2"))));
        glue.deletePartition(r -> r.databaseName(db).tableName("t").partitionValues("2026-01-03", "3"));
        var deleted = glue.batchDeletePartition(r -> r.databaseName(db)
                .tableName("t")
                .partitionsToDelete(values("2026-01-04", "4"), values("1999-01-01", "4")));

        assertThat(updated.errors()).hasSize(1);
        assertThat(deleted.errors()).hasSize(1);
        assertThat(find(""))
                .hasSize(28)
                .contains("2026-02-02/2")
                .doesNotContain("2026-01-02/2", "2026-01-03/3", "2026-01-04/4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            n = 3                                        | 1
            n > 9 and n <= 20                            | 11
            (n BETWEEN 9 AND 11) OR dt='2026-01-01'      | 4
            dt >= '2026-01-29' AND NOT (n = 30)          | 1
            n in (1, 2, 99)                              | 2
            n NOT IN (1, 2)                              | 28
            dt like '2026-01-0%'                         | 9
            dt IS NULL                                   | 0
            dt IS NOT NULL                               | 30
            ("dt" <> '2026-01-01')                       | 29
            """)
    void findsPartitionsByExpression(String expression, int expected) {
        create("t");
        addDays(30);

        assertThat(find(expression)).hasSize(expected);
    }

    @Test
    void findsPartitionsInPagesAndSegments() {
        create("t");
        addDays(25);
        List<String> segmented = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Segment segment =
                    Segment.builder().segmentNumber(i).totalSegments(3).build();
            glue.getPartitions(r -> r.databaseName(db).tableName("t").segment(segment))
                    .partitions()
                    .forEach(p -> segmented.add(p.values().get(0)));
        }

        assertThat(segmented).hasSize(25).doesNotHaveDuplicates();
        var pages = glue.getPartitionsPaginator(
                r -> r.databaseName(db).tableName("t").maxResults(10).excludeColumnSchema(true));
        assertThat(pages.stream().flatMap(page -> page.partitions().stream()))
                .hasSize(25)
                .allSatisfy(p -> assertThat(p.storageDescriptor().hasColumns()).isFalse());
        assertThat(pages.stream()).hasSize(3);
    }

    @Test
    void keepsColumnStatistics() {
        create("t");
        ColumnStatistics statistics = ColumnStatistics.builder()
                .columnName("id")
                .columnType("bigint")
                .analyzedTime(java.time.Instant.ofEpochSecond(1_700_000_000))
                .statisticsData(d -> d.type(ColumnStatisticsType.LONG)
                        .longColumnStatisticsData(l -> l.minimumValue(1L)
                                .maximumValue(9L)
                                .numberOfNulls(0L)
                                .numberOfDistinctValues(9L)))
                .build();
        glue.updateColumnStatisticsForTable(
                r -> r.databaseName(db).tableName("t").columnStatisticsList(statistics));

        var got = other.getColumnStatisticsForTable(
                r -> r.databaseName(db).tableName("t").columnNames("id", "none"));

        assertThat(got.columnStatisticsList()).containsExactly(statistics);
        assertThat(got.errors()).extracting(e -> e.columnName()).containsExactly("none");
        glue.deleteColumnStatisticsForTable(
                r -> r.databaseName(db).tableName("t").columnName("id"));
        glue.deleteColumnStatisticsForTable(
                r -> r.databaseName(db).tableName("t").columnName("id"));
        assertThat(other.getColumnStatisticsForTable(
                                r -> r.databaseName(db).tableName("t").columnNames("id"))
                        .columnStatisticsList())
                .isEmpty();
    }

    @Test
    void survivesARestart(@TempDir Path folder) {
        LocalLakeSettings settings = LocalLakeSettings.at(folder);
        try (LocalLake lake = LocalLake.start(settings);
                GlueClient client = Clients.glue(lake)) {
            client.createDatabase(r -> r.databaseInput(d -> d.name("kept")));
            client.createTable(r -> r.databaseName("kept").tableInput(t -> t.name("odd/../name .x")));
        }
        try (LocalLake lake = LocalLake.start(settings);
                GlueClient client = Clients.glue(lake)) {
            assertThat(client.getTables(r -> r.databaseName("kept")).tableList())
                    .extracting(Table::name)
                    .containsExactly("odd/../name .x");
        }
    }

    @Test
    void refusesWhatTheServiceModelRefuses() {
        assertInvalid(
                () -> glue.createDatabase(r -> r.databaseInput(d -> d.name(""))),
                "1 validation error detected: Value '' at 'databaseInput.name' failed to satisfy constraint:"
                        + " Member must have length greater than or equal to 1");
        assertInvalid(
                () -> glue.createDatabase(r -> {}),
                "1 validation error detected: Value null at 'databaseInput' failed to satisfy constraint:"
                        + " Member must not be null");
        assertInvalid(
                () -> glue.getTables(r -> r.databaseName(db).maxResults(101)),
                "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint:"
                        + " Member must have value less than or equal to 100");
        assertInvalid(
                () -> glue.createTable(r -> r.databaseName(db)
                        .tableInput(t -> t.name("t")
                                .storageDescriptor(s -> s.columns(Column.builder()
                                        .name("c")
                                        .comment("two\nlines")
                                        .build())))),
                "at 'tableInput.storageDescriptor.columns.1.member.comment' failed to satisfy constraint:"
                        + " Member must satisfy regular expression pattern");
        create("t");
        List<PartitionInput> tooMany =
                IntStream.range(0, 101).mapToObj(i -> partition("d", "" + i)).toList();
        assertInvalid(
                () -> glue.batchCreatePartition(
                        r -> r.databaseName(db).tableName("t").partitionInputList(tooMany)),
                "at 'partitionInputList' failed to satisfy constraint: Member must have length less than or equal to 100");
        assertInvalid(
                () -> glue.createPartition(
                        r -> r.databaseName(db).tableName("t").partitionInput(partition("", "1"))),
                "at 'partitionInput.values.1.member' failed to satisfy constraint:"
                        + " Member must have length greater than or equal to 1");
    }

    @Test
    void refusesPartitionValuesThatDoNotFitTheKeys() {
        create("t");

        assertThatThrownBy(() -> glue.createPartition(
                        r -> r.databaseName(db).tableName("t").partitionInput(p -> p.values("one"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("The number of partition keys do not match the number of partition values");
        assertThatThrownBy(() -> find("none = 1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("Invalid expression 'none = 1': 'none' is no partition key");
    }

    @Test
    void refusesWrongCredentials() {
        try (GlueClient wrongKey = Clients.glue(first, "someone", first.secretAccessKey());
                GlueClient wrongSecret = Clients.glue(first, first.accessKeyId(), "guess")) {
            assertCode("UnrecognizedClientException", () -> wrongKey.getDatabases(r -> {}));
            assertCode("InvalidSignatureException", () -> wrongSecret.getDatabases(r -> {}));
        }
    }

    @Test
    void refusesAnOperationThatItDoesNotKnow() {
        assertCode("UnknownOperationException", () -> glue.listJobs(r -> {}));
    }

    private void create(String name) {
        TableInput input = TableInput.builder()
                .name(name)
                .tableType("EXTERNAL_TABLE")
                .partitionKeys(column("dt", "string"), column("n", "int"))
                .storageDescriptor(s -> s.location("s3://b/" + name + "/").columns(column("id", "bigint")))
                .build();
        glue.createTable(r -> r.databaseName(db).tableInput(input));
    }

    private void addDays(int days) {
        List<PartitionInput> inputs = IntStream.rangeClosed(1, days)
                .mapToObj(n -> partition("2026-01-%02d".formatted(n), "" + n))
                .toList();
        assertThat(glue.batchCreatePartition(
                                r -> r.databaseName(db).tableName("t").partitionInputList(inputs))
                        .errors())
                .isEmpty();
    }

    private List<String> find(String expression) {
        return glue
                .getPartitionsPaginator(r -> r.databaseName(db).tableName("t").expression(expression))
                .stream()
                .flatMap(page -> page.partitions().stream())
                .map(p -> String.join("/", p.values()))
                .toList();
    }

    private static Column column(String name, String type) {
        return Column.builder().name(name).type(type).build();
    }

    private static PartitionInput partition(String dt, String n) {
        return PartitionInput.builder()
                .values(dt, n)
                .storageDescriptor(
                        s -> s.location("s3://b/t/" + dt + "/" + n + "/").columns(column("id", "bigint")))
                .build();
    }

    private static BatchUpdatePartitionRequestEntry moved(String from, String to, String n) {
        return BatchUpdatePartitionRequestEntry.builder()
                .partitionValueList(from, n)
                .partitionInput(p -> p.values(to, n))
                .build();
    }

    private static PartitionValueList values(String... values) {
        return PartitionValueList.builder().values(values).build();
    }

    private static void assertInvalid(Runnable call, String message) {
        assertCode(
                "ValidationException",
                call,
                e -> assertThat(e.awsErrorDetails().errorMessage()).contains(message));
    }

    private static void assertCode(String code, Runnable call) {
        assertCode(code, call, e -> {});
    }

    private static void assertCode(String code, Runnable call, Consumer<GlueException> more) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(GlueException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(400);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            more.accept(e);
        });
    }
}
