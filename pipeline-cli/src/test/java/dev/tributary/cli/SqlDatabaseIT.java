package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database with a password, whose driver is not on the command's own class path. */
class SqlDatabaseIT {
    private static final String PASSWORD = "geheim";

    @TempDir
    Path folder;

    private Console console;
    private String url = "";

    @BeforeEach
    void makeShop() throws Exception {
        console = new Console(folder);
        url = "jdbc:h2:" + folder.resolve("shop");
        execute("""
                create table orders (id bigint primary key, total decimal(10, 2), note varchar, changed timestamp);
                create table lines (id bigint, line int, price double, changed timestamp, primary key (id, line));
                create table nothing (id int primary key, changed timestamp);
                create table old_orders (id int primary key, changed timestamp);
                insert into orders values (1, 9.99, 'a', '2024-01-01 10:00:00'), (2, null, null, '2024-01-02 10:00:00.5');
                insert into lines values (1, 1, 5, '2024-01-01 10:00:00'), (1, 2, 4.99, '2024-01-01 10:00:00'),
                  (2, 1, 3, '2024-01-02 10:00:00');
                insert into old_orders values (1, '2020-01-01 00:00:00')""");
        assertThat(console.run("init")).isZero();
        append("config.toml", """
                [pipelines.shop]
                source = "sql_database"
                classpath = "%s"

                [shop.sources.sql_database]
                table_names = ["ORDERS", "LINES", "NOTHING"]
                cursor_path = "CHANGED"
                """.formatted(driver()));
        credentials(url, PASSWORD);
    }

    private void execute(String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "loader", PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private void credentials(String address, String password) throws IOException {
        Files.writeString(folder.resolve(".dlt/secrets.toml"), """
                [sources.sql_database]
                credentials = "%s"
                username = "loader"
                password = "%s"
                """.formatted(address, password));
    }

    private void append(String file, String text) throws IOException {
        Files.writeString(folder.resolve(".dlt").resolve(file), text, StandardOpenOption.APPEND);
    }

    private static Path driver() throws Exception {
        return Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** Runs the command in a process that doesn't have the driver. */
    private Process pipeline(String... arguments) throws Exception {
        String driver = driver().toString();
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.equals(driver))
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Main.class.getName());
        command.command().addAll(Arrays.asList(arguments));
        return command.directory(folder.toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, Long> rows(String report) throws IOException {
        JsonNode json = new ObjectMapper().readTree(report);
        Map<String, Long> rows = new TreeMap<>();
        json.get("tables")
                .forEach(t -> rows.put(t.get("name").asText(), t.get("rows").asLong()));
        return rows;
    }

    @Test
    void loadsTablesByADriverOfTheirOwnAndNewRowsAfterThat() throws Exception {
        Process first = pipeline("run", "shop", "--json");
        assertThat(rows(text(first))).isEqualTo(Map.of("lines", 3L, "orders", 2L));
        assertThat(first.waitFor()).isZero();
        execute("insert into orders values (3, 1.50, 'b', '2024-01-03 10:00:00')");

        assertThat(console.run("run", "shop", "--json")).as(console.err()).isZero();

        assertThat(rows(console.out())).isEqualTo(Map.of("lines", 0L, "orders", 1L));
        assertThat(Duck.ask(
                        folder,
                        "orders",
                        "select string_agg(id || ' ' || coalesce(total, 0) || ' ' || coalesce(note, '-') || ' '"
                                + " || epoch_ms(changed), ', ' order by id) from files"))
                .isEqualTo("1 9.99 a 1704103200000, 2 0.00 - 1704189600500, 3 1.50 b 1704276000000");
        assertThat(Duck.ask(folder, "lines", "select sum(price) || ' ' || max(line) from files"))
                .isEqualTo("12.99 2");
    }

    @Test
    void saysWhenThereIsNoDriver() throws Exception {
        Process process = pipeline("run", "sql_database");

        assertThat(text(process)).isEmpty();
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(folder.resolve("err.txt"))
                .hasContent("Cannot find a driver for 'jdbc:h2' (give the jar of the database's JDBC driver with"
                        + " --classpath)");
    }

    @Test
    void saysWhyTheDatabaseLetsNobodyIn() throws Exception {
        credentials(url + ";IFEXISTS=TRUE", "wrong-one");
        assertThat(console.run("run", "shop")).isEqualTo(1);
        assertThat(console.err())
                .isEqualTo("Cannot read the tables of the database: Wrong user name or password [28000-232] (mend"
                        + " sources.sql_database.credentials, or wait until the database can be reached)\n");

        credentials(url + ";PASSWORD=" + PASSWORD + ";NOSUCH=1", PASSWORD);
        assertThat(console.run("run", "shop")).isEqualTo(1);
        assertThat(console.err())
                .startsWith("Cannot read the tables of the database: ")
                .endsWith(" (mend sources.sql_database.credentials, or wait until the database can be reached)\n")
                .doesNotContain(PASSWORD, url)
                .hasLineCount(1);
    }
}
