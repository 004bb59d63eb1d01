package dev.tributary.athena;

import static dev.tributary.athena.TestPackage.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.StoredState;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.schema.Schema;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.schema.stored.SchemaHash;
import dev.tributary.schema.stored.SchemaJson;
import dev.tributary.state.PipelineState;
import dev.tributary.state.StateCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.glue.model.Column;

/** A dataset whose system tables are Hive tables in dlt's form goes on where dlt has stopped. */
class TakeOverIT {
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

    private static final Map<String, List<String>> TABLES = Map.of(
            "_dlt_pipeline_state",
            List.of(
                    "version bigint",
                    "engine_version bigint",
                    "pipeline_name string",
                    "state string",
                    "created_at timestamp",
                    "version_hash string",
                    "_dlt_load_id string",
                    "_dlt_id string"),
            "_dlt_version",
            List.of(
                    "version bigint",
                    "engine_version bigint",
                    "inserted_at timestamp",
                    "schema_name string",
                    "version_hash string",
                    "schema string"),
            "_dlt_loads",
            List.of("load_id string", "schema_name string", "status bigint", "inserted_at timestamp"));

    @TempDir
    static Path folder;

    @AutoClose
    static TestLake lake;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    private static final class Killed extends Error {}

    /** What dlt leaves: a table in Glue without parameters of ours, and a file made by another writer. */
    private static void make(String dataset, String table, String rows) throws Exception {
        String key = "base/" + dataset + "/" + table + "/";
        List<Column> columns = TABLES.get(table).stream()
                .map(c -> c.split(" "))
                .map(c -> Column.builder().name(c[0]).type(c[1]).build())
                .toList();
        lake.glue()
                .createTable(b -> b.databaseName(dataset)
                        .tableInput(t -> t.name(table)
                                .tableType("EXTERNAL_TABLE")
                                .parameters(Map.of("EXTERNAL", "TRUE", "transient_lastDdlTime", "1700000000"))
                                .storageDescriptor(s -> s.columns(columns)
                                        .location("s3://" + TestLake.BUCKET + "/" + key)
                                        .inputFormat(PARQUET + "MapredParquetInputFormat")
                                        .outputFormat(PARQUET + "MapredParquetOutputFormat")
                                        .serdeInfo(i -> i.serializationLibrary(PARQUET + "serde.ParquetHiveSerDe")
                                                .parameters(Map.of("serialization.format", "1"))))));
        Path file = Files.createTempDirectory(folder, "dlt").resolve("rows");
        try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duckdb.createStatement()) {
            statement.execute("copy (" + rows + ") to '" + file + "' (format parquet, compression snappy)");
        }
        lake.s3().putObject(b -> b.bucket(TestLake.BUCKET).key(key + "1690000000.5.ab12cd34ef.parquet"), file);
    }

    private static PipelineState state(int number) {
        return PipelineState.initial("p", "any", "shop")
                .withSource("shop", JsonNodeFactory.instance.objectNode().put("number", number));
    }

    private static String stateRow(String pipeline, int number) {
        return "select %d::bigint as version, 4::bigint engine_version, '%s' pipeline_name, '%s' state, timestamptz '2023-07-22 06:26:40.5+00' created_at, 'h' version_hash, '169000000%d.5' _dlt_load_id, 'id%d' _dlt_id"
                .formatted(number, pipeline, StateCodec.encode(state(number)), number, number);
    }

    private static Schema schema() {
        return new Schema("shop", 1, List.of(), Map.of("items", items(TableFormat.HIVE, WriteDisposition.APPEND)));
    }

    private static void makeStates(String dataset, String... rows) throws Exception {
        make(dataset, "_dlt_pipeline_state", String.join(" union all ", rows));
    }

    /** States 1 to 3 of the pipeline, the last of a load that doesn't count. */
    private static void makeAll(String dataset) throws Exception {
        makeAll(dataset, SchemaJson.write(schema()));
    }

    private static void makeAll(String dataset, ObjectNode schema) throws Exception {
        lake.glue().createDatabase(b -> b.databaseInput(d -> d.name(dataset)));
        makeStates(dataset, stateRow("p", 1), stateRow("p", 2), stateRow("p", 3), stateRow("other", 2));
        make(
                dataset,
                "_dlt_loads",
                Stream.of(1, 2, 3)
                        .map(i ->
                                "select '169000000%d.5' as load_id, 'shop' schema_name, %d::bigint status, timestamptz '2023-07-22 06:26:40.5+00' inserted_at"
                                        .formatted(i, i == 3 ? 1 : 0))
                        .reduce((a, b) -> a + " union all " + b)
                        .orElseThrow());
        make(
                dataset,
                "_dlt_version",
                "select 1::bigint as version, 11::bigint engine_version, timestamptz '2023-07-22 06:26:40.5+00' inserted_at, 'shop' schema_name, '%s' version_hash, '%s' as schema"
                        .formatted(SchemaHash.of(schema()), schema));
    }

    private static LoadPackage next(String dataset, int number) throws Exception {
        return TestPackage.numbered(folder, dataset, number)
                .items(items(TableFormat.HIVE, WriteDisposition.APPEND), number, 1)
                .state(number)
                .complete();
    }

    private static List<String> texts(String dataset, String table, String expression) throws Exception {
        return lake.hive(dataset, table, "select " + expression + " from files order by 1");
    }

    @Test
    void readsStateSchemaAndNewestLoad() throws Exception {
        makeAll("read");
        try (DestinationSession session = lake.open("p", "read", Steps.NONE)) {
            assertThat(session.newestLoad()).contains(new LoadId("1690000002.5"));
            StoredState stored = session.restore("shop").orElseThrow();
            assertThat(stored.state()).isEqualTo(state(2));
            assertThat(stored.loadId()).isEqualTo(new LoadId("1690000002.5"));
            assertThat(stored.schema()).contains(schema());
        }
    }

    /** What dlt stores of a table whose format no resource says, with {@code force_iceberg} and without. */
    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void goesOnWithTablesInTheFormatThatTheyHave(TableFormat format) throws Exception {
        String dataset = "formats_" + format.id();
        ObjectNode stored = SchemaJson.write(schema());
        ((ObjectNode) stored.path("tables").path("items")).remove("table_format");
        makeAll(dataset, stored);
        Map<String, String> parameters = format == TableFormat.ICEBERG
                ? Map.of("table_type", "ICEBERG", "metadata_location", "s3://" + TestLake.BUCKET + "/m.json")
                : Map.of("EXTERNAL", "TRUE");
        lake.glue()
                .createTable(b -> b.databaseName(dataset)
                        .tableInput(t -> t.name("items")
                                .tableType("EXTERNAL_TABLE")
                                .parameters(parameters)
                                .storageDescriptor(s -> s.columns(Column.builder()
                                        .name("id")
                                        .type("bigint")
                                        .build()))));

        try (DestinationSession session = lake.open("p", dataset, Steps.NONE)) {
            Schema schema = session.restore("shop").orElseThrow().schema().orElseThrow();
            assertThat(schema.tables().get("items").format()).isEqualTo(format);
        }
    }

    @Test
    void addsItsRowsToTheTablesThatAreThere() throws Exception {
        makeAll("added");
        LoadPackage second = next("added", 2);
        lake.load(next("added", 1));
        lake.load(second);

        assertThat(texts("added", "_dlt_loads", "load_id || ' ' || status"))
                .containsExactly(
                        "1690000001.5 0",
                        "1690000002.5 0",
                        "1690000003.5 1",
                        "1700000000.000001 0",
                        "1700000000.000002 0");
        assertThat(texts("added", "_dlt_pipeline_state", "pipeline_name || ' ' || _dlt_load_id"))
                .containsExactly(
                        "other 1690000002.5",
                        "p 1690000001.5",
                        "p 1690000002.5",
                        "p 1690000003.5",
                        "p 1700000000.000001",
                        "p 1700000000.000002");
        assertThat(texts("added", "_dlt_version", "version_hash")).hasSize(2);
        assertThat(lake.glue()
                        .getTable(b -> b.databaseName("added").name("_dlt_loads"))
                        .table()
                        .storageDescriptor()
                        .columns())
                .extracting(Column::name)
                .containsExactly("load_id", "schema_name", "status", "inserted_at", "schema_version_hash");
        try (DestinationSession session = lake.open("p", "added", Steps.NONE)) {
            assertThat(session.newestLoad()).contains(second.loadId());
            StoredState stored = session.restore("shop").orElseThrow();
            assertThat(stored.state()).isEqualTo(second.state());
            assertThat(stored.schema()).contains(second.schema());
        }
    }

    @Test
    void addsToAHiveTableOfStatesBesideIcebergTables() throws Exception {
        lake.glue().createDatabase(b -> b.databaseInput(d -> d.name("mixed")));
        makeStates("mixed", stateRow("p", 1));

        lake.load(next("mixed", 1));
        lake.load(next("mixed", 2));

        assertThat(texts("mixed", "_dlt_pipeline_state", "_dlt_load_id"))
                .containsExactly("1690000001.5", "1700000000.000001", "1700000000.000002");
        assertThat(lake.iceberg("mixed", "_dlt_loads")).hasSize(2);
        try (DestinationSession session = lake.open("p", "mixed", Steps.NONE)) {
            assertThat(session.restore("shop").orElseThrow().loadId()).isEqualTo(new LoadId("1700000000.000002"));
        }
    }

    @Test
    void keepsTheNewestStatesAndThoseOfOtherPipelines() throws Exception {
        lake.glue().createDatabase(b -> b.databaseInput(d -> d.name("kept")));
        makeStates("kept", stateRow("p", 1));
        String folder = "base/kept/_dlt_pipeline_state/";
        Path other = Files.createTempDirectory(TakeOverIT.folder, "other").resolve("rows");
        try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duckdb.createStatement()) {
            statement.execute("copy (" + stateRow("other", 1) + ") to '" + other + "' (format parquet)");
        }
        lake.s3().putObject(b -> b.bucket(TestLake.BUCKET).key(folder + "1690000001.5.other.parquet"), other);
        for (int i = 1; i <= 3; i++) {
            try (DestinationSession session =
                    AthenaDestination.of(lake.settings().keepingStates(3)).open(new DatasetName("p", "kept"))) {
                session.acquire(Duration.ZERO);
                session.load(next("kept", i));
            }
        }

        assertThat(texts("kept", "_dlt_pipeline_state", "pipeline_name || ' ' || _dlt_load_id"))
                .containsExactly(
                        "other 1690000001.5", "p 1700000000.000001", "p 1700000000.000002", "p 1700000000.000003");
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"UPLOAD", "PREPARED", "STATE", "VERSION", "LOADS", "DONE"})
    void addsEachRowOnceWhenALoadDies(Step step) throws Exception {
        String dataset = "dies_" + step.name().toLowerCase(Locale.ROOT);
        makeAll(dataset);
        LoadPackage dying = next(dataset, 1);
        Steps killer = (at, done) -> {
            if (at == step && done) {
                throw new Killed();
            }
        };
        try (DestinationSession session =
                AthenaDestination.of(lake.settings(), LeaseClock.SYSTEM, killer).open(new DatasetName("p", dataset))) {
            session.acquire(Duration.ZERO);
            assertThatThrownBy(() -> session.load(dying)).isInstanceOf(Killed.class);
        }
        try (DestinationSession session = lake.open("p", dataset, Steps.NONE)) {
            assertThat(session.restore("shop").orElseThrow().loadId().value())
                    .isEqualTo(step == Step.UPLOAD ? "1690000002.5" : "1700000000.000001");
            session.load(dying);
        }

        assertThat(texts(dataset, "_dlt_loads", "load_id")).hasSize(4).doesNotHaveDuplicates();
        assertThat(texts(dataset, "_dlt_pipeline_state", "_dlt_id")).hasSize(5);
        assertThat(texts(dataset, "_dlt_version", "version_hash")).hasSize(2);
        assertThat(texts(dataset, "items", "id")).containsExactly("1");
    }
}
