package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandIT {
    private static final String ORDERS = "{\"id\":1,\"lines\":[{\"n\":1},{\"n\":2}]}\n{\"id\":2,\"lines\":[]}\n";

    @TempDir
    Path folder;

    private Console console;

    @BeforeEach
    void writesInput() throws IOException {
        console = new Console(folder);
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/orders.jsonl"), ORDERS);
    }

    @Test
    void appendsWithEachRun() throws IOException {
        load("--pipeline", "shop");
        assertThat(rows()).containsEntry("orders", 2L).containsEntry("orders__lines", 2L);
        load("--pipeline", "shop");
        assertThat(rows()).containsEntry("orders", 4L).containsEntry("orders__lines", 4L);
    }

    @Test
    void replacesWhereAsked() throws IOException {
        for (int i = 0; i < 2; i++) {
            load("--pipeline", "shop", "--write-disposition", "replace", "--table-format", "iceberg");
            assertThat(rows()).containsEntry("orders", 2L).containsEntry("orders__lines", 2L);
        }
    }

    @Test
    void dropsRefreshesAndSyncs() throws IOException {
        load("--pipeline", "shop");
        load("--pipeline", "shop", "--refresh", "drop_data");
        assertThat(rows()).containsEntry("orders", 2L).containsEntry("orders__lines", 2L);

        assertThat(console.run("drop", "shop", "--all")).isEqualTo(2);
        assertThat(console.err())
                .contains("Cannot ask 'Drop this from dataset shop?': there is no terminal (give --yes)");
        assertThat(console.run("drop", "shop")).isEqualTo(2);
        assertThat(console.err()).contains("Missing what to drop (--resource <names>, --all, or --state-path <path>)");
        assertThat(console.run("drop", "shop", "--all", "--yes", "--json"))
                .as(console.err())
                .isZero();
        assertThat(json().get("tables").toString()).isEqualTo("[\"orders__lines\",\"orders\"]");
        assertThat(rows()).doesNotContainKey("orders");

        assertThat(console.run("sync", "shop", "--json")).as(console.err()).isZero();
        assertThat(json().get("dataset").asText()).isEqualTo("shop");
    }

    @Test
    void syncsNoPipelineThatIsUnknown() throws IOException {
        load("--pipeline", "shop");

        assertThat(console.run("sync", "shpo", "--yes")).isZero();
        assertThat(console.out()).isEqualTo("pipeline shpo has loaded nothing into dataset shpo\n");
        assertThat(folder.resolve(".dlt/pipelines/shpo")).doesNotExist();
        assertThat(console.run("tables")).as(console.err()).isZero();
    }

    @Test
    void loadsIntoADatasetOfItsOwnInDevelopment() throws IOException {
        assertThat(load("--pipeline", "shop", "--dev-mode").get("dataset").asText())
                .matches("shop_\\d{14}");
    }

    @Test
    void printsOneObjectAndNothingElse() throws IOException {
        JsonNode report = load("--pipeline", "shop", "--dataset", "Sales");
        assertThat(report.get("status").asText()).isEqualTo("loaded");
        assertThat(report.get("dataset").asText()).isEqualTo("sales");
        assertThat(report.get("requests").get("athena").asInt()).isZero();
    }

    @Test
    void runsAPipelineOfTheSettings() throws IOException {
        Files.createDirectories(folder.resolve(".dlt"));
        Files.writeString(
                folder.resolve(".dlt/config.toml"),
                "[pipelines.shop]\nsource = 'filesystem'\ndataset = 'sales'\ntable_format = 'iceberg'\n"
                        + "[shop.sources.filesystem]\ntable = 'orders'\nbucket_url = '" + folder.resolve("in") + "'\n");
        assertThat(console.run("run", "shop", "--json")).as(console.err()).isZero();
        assertThat(json().get("dataset").asText()).isEqualTo("sales");
        assertThat(json().get("tables").get(0).get("format").asText()).isEqualTo("iceberg");
    }

    @Test
    void runsAJavaFile() throws IOException {
        Files.writeString(folder.resolve("Numbers.java"), """
                import dev.tributary.source.Resource;
                import dev.tributary.source.Source;
                import java.util.stream.Stream;

                @Source
                class Numbers {
                    record Entry(int n) {}

                    @Resource
                    Stream<Entry> entries() {
                        return Stream.of(new Entry(1), new Entry(2));
                    }
                }
                """);
        assertThat(console.run("run", "Numbers.java")).as(console.err()).isZero();
        assertThat(console.out()).startsWith("Pipeline 'numbers' loaded package ");
        assertThat(rows()).containsEntry("entries", 2L);
    }

    @Test
    void showsTheSchemaWithAndWithoutTheWorkingFolder() throws IOException {
        load("--pipeline", "shop");
        assertThat(console.run("schema", "--json")).isZero();
        JsonNode local = json();
        Path known = folder.resolve(".dlt/pipelines/shop/known.json");
        Files.delete(known);
        assertThat(console.run("schema", "shop", "--json")).as(console.err()).isZero();
        assertThat(json().get("name").asText()).isEqualTo("filesystem");
        assertThat(json().get("tables")).isEqualTo(local.get("tables"));

        assertThat(console.run("sync", "shop", "--json")).as(console.err()).isZero();
        assertThat(json().get("tables").asInt()).isEqualTo(2);
        Files.delete(known);
        assertThat(console.run("drop", "shop", "--all", "--yes", "--json"))
                .as(console.err())
                .isZero();
        assertThat(json().get("tables").toString()).isEqualTo("[\"orders__lines\",\"orders\"]");
    }

    @Test
    void loadsNothingThatAContractFreezesAndCountsWhatItDiscards() throws IOException {
        load("--pipeline", "shop");
        Files.writeString(folder.resolve("in/orders.jsonl"), "{\"id\":3}\n{\"id\":4,\"note\":\"x\"}\n");

        assertThat(console.run(
                        "run",
                        "filesystem",
                        "--pipeline",
                        "shop",
                        "--schema-contract",
                        "columns=freeze",
                        "--set",
                        "sources.filesystem.bucket_url=" + folder.resolve("in"),
                        "--set",
                        "sources.filesystem.table=orders"))
                .isEqualTo(1);
        assertThat(console.err())
                .contains("Cannot add column 'note' to table 'orders' of schema 'filesystem': contract 'columns' is"
                        + " freeze and a record has value 'x' (nothing is loaded; set it to evolve, or leave the value"
                        + " out)\n");
        assertThat(rows()).containsEntry("orders", 2L);

        JsonNode report = load("--pipeline", "shop", "--set", "schema.contract=discard_row");
        assertThat(report.get("discarded").toString()).isEqualTo("[{\"table\":\"orders\",\"rows\":1,\"values\":0}]");
        assertThat(rows()).containsEntry("orders", 3L);
    }

    @Test
    void showsWhatARunWouldChangeAndTouchesNothing() throws IOException {
        load("--pipeline", "shop");
        Files.writeString(folder.resolve("in/orders.jsonl"), "{\"id\":\"x\",\"lines\":[{\"m\":1}],\"tags\":[1,2]}\n");
        Map<String, String> before = files();

        JsonNode plan = load("--pipeline", "shop", "--dry-run");

        assertThat(files()).isEqualTo(before);
        assertThat(plan.get("status").asText()).isEqualTo("planned");
        assertThat(plan.get("tables").toString())
                .isEqualTo("[{\"name\":\"orders\",\"rows\":1,\"format\":\"hive\",\"disposition\":\"append\"},"
                        + "{\"name\":\"orders__lines\",\"rows\":1,\"format\":\"hive\",\"disposition\":\"append\"},"
                        + "{\"name\":\"orders__tags\",\"rows\":2,\"format\":\"hive\",\"disposition\":\"append\"}]");
        assertThat(plan.get("schema_changes").toString())
                .isEqualTo("[{\"table\":\"orders\",\"change\":\"new_column\",\"column\":\"id__v_text\",\"type\":"
                        + "\"text\"},{\"table\":\"orders__lines\",\"change\":\"new_column\",\"column\":\"m\",\"type\":"
                        + "\"bigint\"},{\"table\":\"orders__tags\",\"change\":\"new_table\"}]");
    }

    @Test
    void showsThatARunWouldFail() throws IOException {
        load("--pipeline", "shop");
        Files.writeString(folder.resolve("in/orders.jsonl"), "{\"note\":1}\n");
        Map<String, String> before = files();

        assertThat(console.run(
                        "run",
                        "filesystem",
                        "--dry-run",
                        "--pipeline",
                        "shop",
                        "--schema-contract=columns=freeze",
                        "--set",
                        "sources.filesystem.bucket_url=" + folder.resolve("in"),
                        "--set",
                        "sources.filesystem.table=orders"))
                .isEqualTo(1);

        assertThat(files()).isEqualTo(before);
        assertThat(console.out())
                .isEqualTo("Pipeline 'shop' would fail, and load nothing into dataset 'shop':\n  Cannot add column"
                        + " 'note' to table 'orders' of schema 'filesystem': contract 'columns' is freeze and a record"
                        + " has value '1' (nothing is loaded; set it to evolve, or leave the value out)\n");
    }

    @Test
    void exportsTheSchemaAndImportsItWhenItsAuthorChangedIt() throws IOException {
        String[] files = {"--pipeline", "shop", "--set", "schema.export_path=out", "--set", "schema.import_path=mine"};
        load(files);
        String exported = Files.readString(folder.resolve("out/filesystem.schema.yaml"));
        assertThat(console.run("schema", "shop", "--format", "yaml")).isZero();
        assertThat(console.out()).isEqualTo(exported);

        Files.createDirectories(folder.resolve("mine"));
        Files.writeString(
                folder.resolve("mine/filesystem.schema.yaml"),
                exported.replace("settings:", "settings:\n  schema_contract:\n    columns: discard_value"));
        Files.writeString(folder.resolve("in/orders.jsonl"), "{\"id\":3,\"note\":1}\n");
        JsonNode report = load(files);
        assertThat(report.get("discarded").toString()).isEqualTo("[{\"table\":\"orders\",\"rows\":0,\"values\":1}]");
    }

    /** Every file of the lake and the working folder, with its size and time. */
    private Map<String, String> files() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (String part : new String[] {".lake", ".dlt/pipelines"}) {
            try (var walk = Files.walk(folder.resolve(part))) {
                for (Path file : walk.toList()) {
                    found.put(
                            folder.relativize(file).toString(),
                            Files.isDirectory(file) ? "" : Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            }
        }
        return found;
    }

    @Test
    void tellsWhatWasLoadedLast() throws IOException {
        String loadId = load("--pipeline", "shop").get("load_id").asText();
        assertThat(console.run("info", "--json")).isZero();
        JsonNode pipeline = json().get("pipelines").get(0);
        assertThat(pipeline.get("name").asText()).isEqualTo("shop");
        assertThat(pipeline.get("last_load_id").asText()).isEqualTo(loadId);
        assertThat(pipeline.get("pending")).isEmpty();
    }

    private JsonNode load(String... more) throws IOException {
        String[] run = {
            "run",
            "filesystem",
            "--json",
            "--set",
            "sources.filesystem.bucket_url=" + folder.resolve("in"),
            "--set",
            "sources.filesystem.table=orders"
        };
        String[] args = new String[run.length + more.length];
        System.arraycopy(run, 0, args, 0, run.length);
        System.arraycopy(more, 0, args, run.length, more.length);
        assertThat(console.run(args)).as(console.err()).isZero();
        return json();
    }

    private Map<String, Long> rows() throws IOException {
        assertThat(console.run("tables", "--json")).as(console.err()).isZero();
        Map<String, Long> rows = new TreeMap<>();
        json().forEach(t -> rows.put(t.get("name").asText(), t.get("rows").asLong()));
        return rows;
    }

    private JsonNode json() throws IOException {
        assertThat(console.out().lines()).hasSize(1);
        return new ObjectMapper().readTree(console.out());
    }
}
