package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The official Athena JDBC driver (version 3) against a lake. It is not on Maven Central, where {@code
 * com.amazonaws:athena-jdbc} is another program of that name: name its jar with dependencies, from
 * docs.aws.amazon.com/athena/latest/ug/jdbc-v3-driver.html, in {@value #JAR}.
 */
class AthenaJdbcIT {

    static final String JAR = "TRIBUTARY_ATHENA_JDBC_JAR";

    @TempDir
    static Path folder;

    static LocalLake lake;
    static SecureEndpoints secure;

    @BeforeAll
    static void start() {
        lake = LocalLake.start(LocalLakeSettings.at(folder));
        lake.createBucket("lake");
        secure = lake.secure(0, 0);
        try (var glue = Clients.glue(lake)) {
            glue.createDatabase(r -> r.databaseInput(d -> d.name("probed")));
            glue.createTable(r -> r.databaseName("probed")
                    .tableInput(t -> t.name("orders")
                            .tableType("EXTERNAL_TABLE")
                            .parameters(Map.of("EXTERNAL", "TRUE"))
                            .storageDescriptor(s -> s.location("s3://lake/orders/")
                                    .columns(
                                            c -> c.name("id").type("bigint"),
                                            c -> c.name("name").type("string")))));
        }
    }

    @AfterAll
    static void stop() {
        secure.close();
        lake.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "S3", "GetQueryResults"})
    void connectsListsAndRuns(String fetcher) throws Exception {
        String jar = System.getenv(JAR);
        assumeTrue(jar != null, "no driver (name the jar of Athena's JDBC driver in " + JAR + ")");

        List<String> told = probe(jar, fetcher, "SHOW TABLES IN probed", "SHOW COLUMNS IN probed.orders", "SELECT 1");

        assertThat(told)
                .contains(
                        "catalogs: [AwsDataCatalog]",
                        "schemas: [probed]",
                        "tables: [orders]",
                        "columns: [id, name]",
                        "SHOW TABLES IN probed: [[orders]]")
                .anyMatch(line -> line.startsWith("SELECT 1: failed, ")
                        && line.contains("Cannot start the SQL engine: the lake was opened without one"));
    }

    /** What starts the driver works even where there is none. */
    @Test
    void needsADriver() throws Exception {
        assertThat(String.join("\n", probe(null, "auto", "SELECT 1"))).contains("No suitable driver");
    }

    private static List<String> probe(String jar, String fetcher, String... statements) throws Exception {
        String classes = Path.of(JdbcProbe.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djavax.net.ssl.trustStore=" + secure.trustStore(),
                "-Djavax.net.ssl.trustStorePassword=" + secure.trustStorePassword(),
                "-cp",
                jar == null ? classes : classes + File.pathSeparator + jar,
                JdbcProbe.class.getName(),
                "jdbc:athena://"));
        Map.of(
                        "Region", lake.region(),
                        "User", lake.accessKeyId(),
                        "Password", lake.secretAccessKey(),
                        "WorkGroup", "primary",
                        "OutputLocation", "s3://lake/results/",
                        "AthenaEndpoint", secure.athena().toString(),
                        "S3Endpoint", secure.s3().toString(),
                        "ResultFetcher", fetcher,
                        "LogLevel", "OFF")
                .forEach((name, value) -> command.addAll(List.of(name, value)));
        command.add("--");
        command.addAll(List.of(statements));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
