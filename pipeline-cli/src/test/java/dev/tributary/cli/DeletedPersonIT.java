package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.lake.LocalLake;
import dev.tributary.lake.LocalLakeSettings;
import dev.tributary.lake.engine.EngineSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the page about deleting a person says, block by block, and looks for the person in every file of the lake. */
class DeletedPersonIT {
    private static final Path PAGE = Path.of("..", "docs", "how-to", "delete-a-person.md");
    private static final Pattern BLOCK = Pattern.compile("```(sql|sh)\n(.*?)```", Pattern.DOTALL);

    private static final String SOURCE = """
            import dev.tributary.schema.TableFormat;
            import dev.tributary.schema.WriteDisposition;
            import dev.tributary.source.*;
            import java.util.List;
            import java.util.stream.Stream;

            @Source
            class Crm {
                record Order(String item) {}
                record Person(long id, String name, List<Order> orders) {}
                record Visit(long personId, String page) {}

                @Resource(tableFormat = TableFormat.ICEBERG, writeDisposition = WriteDisposition.MERGE, primaryKey = "id")
                Stream<Person> people() {
                    return Stream.of(
                            new Person(7, "Alice", List.of(new Order("Alice's book"), new Order("a pen"))),
                            new Person(8, "Bob", List.of(new Order("an ink"))));
                }

                @Resource
                Stream<Visit> visits() {
                    return Stream.of(new Visit(8, "home"), new Visit(7, "Alice's page")).filter(v -> YIELDED);
                }

                @Resource
                RawJson forms() {
                    return RawJson.of("forms", "{\\"id\\":1}\\n{\\"id\\":2,\\"Name\\":\\"Alice\\",\\"name\\":\\"A.\\"}");
                }
            }
            """;

    @TempDir
    Path folder;

    private Console console;
    private LocalLake lake;

    @BeforeEach
    void starts() throws IOException {
        EngineSettings engine =
                EngineSettings.of(Path.of("../local-lake-engine"), System.getenv(), System.err::println);
        assumeTrue(engine.findsJava(), "no JDK 25 or newer found (set TRIBUTARY_ENGINE_JAVA_HOME to one)");
        console = new Console(folder);
        console.run("--version");
        lake = LocalLake.start(LocalLakeSettings.at(folder.resolve(".lake")).withEngine(engine));
        lake.createBucket("lake");
        System.setProperty("aws.endpointUrlAthena", lake.athenaEndpoint().toString());
        Files.createDirectories(folder.resolve(".dlt"));
        Files.writeString(folder.resolve(".dlt/config.toml"), """
                [destination.athena]
                query_result_bucket = "s3://lake/results/"
                [destination.filesystem]
                bucket_url = "s3://lake"
                [destination.filesystem.credentials]
                endpoint_url = "%s"
                [destination.athena.credentials]
                endpoint_url = "%s"
                [destination.credentials]
                region_name = "%s"
                aws_access_key_id = "%s"
                aws_secret_access_key = "%s"
                """.formatted(
                lake.s3Endpoint(), lake.glueEndpoint(), lake.region(), lake.accessKeyId(), lake.secretAccessKey()));
    }

    @AfterEach
    void stops() {
        System.clearProperty("aws.endpointUrlAthena");
        if (lake != null) {
            lake.close();
        }
    }

    @Test
    void nothingIsLeftOfThePerson() throws Exception {
        sourceYields("true");
        run("run", "Crm.java");
        sourceYields("v.personId() != 7");
        assertThat(filesWithThePerson()).hasSize(4);

        int statements = 0;
        Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            if (blocks.group(1).equals("sh")) {
                for (String line : blocks.group(2).lines().toList()) {
                    run(line.replaceFirst("^\\./pipeline ", "").split(" "));
                }
            } else {
                for (String statement : blocks.group(2).split(";\n")) {
                    run("query", statement);
                    statements++;
                }
            }
            if (statements == 2) {
                assertThat(filesWithThePerson()).hasSize(4);
            }
        }

        assertThat(statements).isEqualTo(13);
        assertThat(filesWithThePerson()).isEmpty();
        assertThat(answer("SELECT count(*) FROM crm.people")).isEqualTo("1");
        assertThat(answer("SELECT item FROM crm.people__orders")).isEqualTo("an ink");
        assertThat(answer("SELECT page FROM crm.visits")).isEqualTo("home");
    }

    private void sourceYields(String visits) throws IOException {
        Files.writeString(folder.resolve("Crm.java"), SOURCE.replace("YIELDED", visits));
    }

    private void run(String... command) {
        assertThat(console.run(command))
                .as(String.join(" ", command) + "\n" + console.err())
                .isZero();
    }

    private String answer(String query) {
        run("query", query, "--format", "csv");
        return console.out().lines().skip(1).findFirst().orElse("");
    }

    private List<Path> filesWithThePerson() throws IOException, SQLException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve(".lake"));
                Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = file.toString().endsWith(".parquet")
                        ? parquet(duckdb, file)
                        : Files.readString(file, StandardCharsets.ISO_8859_1);
                if (text.contains("Alice")) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static String parquet(Connection duckdb, Path file) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (ResultSet rows =
                duckdb.createStatement().executeQuery("select t::varchar from read_parquet('" + file + "') t")) {
            while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
            }
        }
        return text.toString();
    }
}
