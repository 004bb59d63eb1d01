package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.cli.terminal.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCommandIT {
    private static final String SHOP = """
            import dev.tributary.config.Secret;
            import dev.tributary.source.*;
            import java.util.Map;
            import java.util.stream.Stream;

            @Source
            class Shop {
                private final Secret pin;

                Shop(Secret pin) {
                    this.pin = pin;
                }

                @Resource
                Stream<Map<String, Object>> items() {
                    if (pin.reveal().startsWith("wrong")) {
                        throw new IllegalStateException("401, pin " + pin.reveal());
                    }
                    return Stream.of(Map.of("id", 1), Map.of("id", 2));
                }
            }
            """;

    @TempDir
    Path folder;

    private Console console;

    @BeforeEach
    void writesASource() throws IOException {
        console = new Console(folder);
        Files.writeString(folder.resolve("Shop.java"), SHOP);
        Files.createDirectories(folder.resolve(".dlt"));
        pin("right-one");
    }

    private void pin(String pin) throws IOException {
        Files.writeString(folder.resolve(".dlt/config.toml"), "[sources.shop]\npin = '" + pin + "'\n");
    }

    private JsonNode json(String... arguments) throws IOException {
        assertThat(console.run(arguments)).as(console.err()).isZero();
        assertThat(console.out().lines()).hasSize(1);
        return new ObjectMapper().readTree(console.out());
    }

    private Map<String, Long> rows(String... arguments) throws IOException {
        Map<String, Long> rows = new TreeMap<>();
        json(arguments)
                .forEach(t -> rows.put(t.get("name").asText(), t.get("rows").asLong()));
        return rows;
    }

    @Test
    void showsTheLastRunAndThoseBefore() throws IOException {
        JsonNode report = json("run", "Shop.java", "--json");
        pin("wrong-one");
        assertThat(console.run("run", "Shop.java")).isEqualTo(1);

        JsonNode first = json("trace", "--json", "--back", "1");
        assertThat(first.get("load_id")).isEqualTo(report.get("load_id"));
        assertThat(console.run("trace")).isZero();
        assertThat(console.out().replaceAll("[0-9T:.-]{20,}Z", "TIME").replaceAll("[0-9.]+ s", "SECONDS"))
                .isEqualTo("""
                        Run of pipeline 'shop' at TIME failed in SECONDS
                          dataset   shop
                          step           took
                          recover       SECONDS
                          extract       SECONDS
                          failure   ExtractException
                            Cannot extract resource 'items': IllegalStateException: 401, pin ******
                            (nothing of this run is loaded; mend the source and run again)
                        """.replace("took", "took"));
        assertThat(console.out().lines()).allMatch(line -> line.length() <= Columns.WIDTH);
    }

    @Test
    void noTraceHoldsASecret() throws IOException {
        json("run", "Shop.java", "--json");
        pin("wrong-one");
        console.run("run", "Shop.java");
        assertThat(json("trace", "--json").toString()).contains("\"pin\"".replace("\"pin\"", "sources.shop.pin"));
        try (Stream<Path> files = Files.walk(folder.resolve(".dlt/pipelines"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("wrong-one", "right-one");
            }
        }
    }

    @Test
    void tracesBecomeTables() throws IOException {
        json("run", "Shop.java", "--json", "--load-trace");
        assertThat(rows("tables", "shop", "--json"))
                .containsEntry("items", 2L)
                .containsEntry("_trace", 1L)
                .containsEntry("_trace__steps", 4L);
        pin("wrong-one");
        console.run("run", "Shop.java");

        String[] runTraces = {
            "run",
            "trace",
            "--json",
            "--dataset",
            "shop",
            "--set",
            "sources.trace.of=shop",
            "--set",
            "sources.trace.folder=" + folder.resolve(".dlt/pipelines")
        };
        assertThat(json(runTraces).get("records").asInt()).isEqualTo(2);
        assertThat(json(runTraces).get("status").asText()).isEqualTo("nothing_to_load");
        assertThat(rows("tables", "shop", "--json")).containsEntry("_trace", 3L);
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(console.run("trace", "nowhere")).isEqualTo(2);
        assertThat(console.err()).isEqualTo("Unknown pipeline 'nowhere' (none of that name has run in this folder)\n");
        assertThat(console.run("trace")).isEqualTo(2);
        assertThat(console.err()).isEqualTo("Missing pipeline: none has run in this folder\n");
    }
}
