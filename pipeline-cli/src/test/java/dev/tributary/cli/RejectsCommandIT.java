package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectsCommandIT {
    private static final String SHOP = """
            import dev.tributary.source.*;
            import java.util.stream.Stream;

            @Source
            class Shop {
                @Resource(maxTableNesting = NESTING)
                Stream<RawJson> orders() {
                    return Stream.of(RawJson.of("orders", "{\\"id\\":1}\\n{\\"id\\":2,\\"o\\":{\\"a-b\\":1,\\"a_b\\":2}}"));
                }

                @Resource
                Stream<RawJson> lines() {
                    return Stream.of(RawJson.of("lines", "{\\"id\\":1}\\n{\\"id\\":2}\\n{oops"));
                }
            }
            """;

    @TempDir
    Path folder;

    private Console console;

    @BeforeEach
    void opensAConsole() {
        console = new Console(folder);
    }

    private void shop(String nesting) throws IOException {
        Files.writeString(folder.resolve("Shop.java"), SHOP.replace("NESTING", nesting));
    }

    private JsonNode json(String... arguments) throws IOException {
        assertThat(console.run(arguments)).as(console.err()).isZero();
        assertThat(console.out().lines()).hasSize(1);
        return new ObjectMapper().readTree(console.out());
    }

    @Test
    void showsReplaysAndDrops() throws IOException {
        shop("-1");
        assertThat(json("run", "Shop.java", "--json").get("rejects").asInt()).isEqualTo(2);

        assertThat(console.run("rejects", "show", "--resource", "orders")).isZero();
        assertThat(console.out().replaceAll("load [0-9.]+", "load ID")).isEqualTo("""
                1 reject of pipeline 'shop' in dataset 'shop'
                  orders, at o__a_b, load ID
                    two fields both normalize to column 'o__a_b' of table 'orders' (rename one) (line 2 of orders)
                    {"id":2,"o":{"a-b":1,"a_b":2}}
                """);
        assertThat(console.runForReader("rejects", "show", "--resource", "orders"))
                .isZero();
        assertThat(console.out().replaceAll("load [0-9.]+", "load ID")).isEqualTo("""
                1 reject of pipeline 'shop' in dataset 'shop'
                  orders, at o__a_b, load ID
                    two fields both normalize to column 'o__a_b' of table 'orders' (rename one)
                    (line 2 of orders)
                    {"id":2,"o":{"a-b":1,"a_b":2}}
                """);
        assertThat(console.run("rejects", "show", "--table", "other")).isZero();
        assertThat(console.out()).isEqualTo("Pipeline 'shop' has no such rejects in dataset 'shop'.\n");
        JsonNode shown = json("rejects", "show", "--json", "--limit", "1");
        assertThat(shown.get("count").asInt()).isEqualTo(2);
        assertThat(shown.get("rejects")).hasSize(1);

        shop("0");
        JsonNode report = json("rejects", "replay", "Shop.java", "--json");
        assertThat(report.get("records").asInt()).isEqualTo(1);
        assertThat(report.get("rejects").asInt()).isZero();
        JsonNode left = json("rejects", "show", "--json");
        assertThat(left.get("count").asInt()).isEqualTo(1);
        assertThat(left.get("rejects").get(0).get("record").asText()).isEqualTo("{oops");

        assertThat(console.run("rejects", "drop")).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("Cannot ask 'Delete 1 reject of pipeline 'shop' in dataset 'shop'?':"
                        + " there is no terminal (give --yes)\n");
        assertThat(json("rejects", "drop", "--yes", "--json").get("dropped").asInt())
                .isEqualTo(1);
        assertThat(console.run("rejects", "show")).isZero();
        assertThat(console.out()).isEqualTo("Pipeline 'shop' has no rejects in dataset 'shop'.\n");
    }

    @Test
    void runsOnlyTheResourcesAndRecordsThatAreAskedFor() throws IOException {
        shop("-1");
        JsonNode report = json("run", "Shop.java", "--json", "--resource", "lines", "--limit", "1");

        assertThat(report.get("tables")).hasSize(1);
        assertThat(report.get("tables").get(0).get("name").asText()).isEqualTo("lines");
        assertThat(report.get("tables").get(0).get("rows").asInt()).isEqualTo(1);
    }
}
