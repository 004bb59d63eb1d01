package dev.tributary.sources.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.config.Secret;
import dev.tributary.error.ConfigException;
import dev.tributary.error.ExtractException;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.incremental.IncrementalDefinition;
import dev.tributary.sources.ReadySources;
import dev.tributary.state.PipelineState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlDatabaseTest {
    @TempDir
    Path folder;

    private String url = "";

    @BeforeEach
    void makeShop() throws SQLException {
        url = "jdbc:duckdb:" + folder.resolve("shop.db");
        execute("""
                create schema archive;
                create table orders (id bigint, line integer, total decimal(10, 2), "at" timestamp, primary key (id, line));
                create table "order ""items\""" ("the name" text, price double);
                create table nothing (id integer primary key, sum decimal(12, 3), note text, day date, seen timestamptz,
                  open boolean, hash blob);
                create table archive.orders (id bigint);
                create view totals as select id, sum(total) as total from orders group by id;
                insert into orders values (1, 1, 9.99, '2024-01-01'), (1, 2, 0.01, '2024-01-02'), (2, 1, null, '2024-01-03');
                insert into "order ""items\""" values ('a', 1.5), (null, null);
                insert into archive.orders values (7)""");
    }

    private void execute(String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private SqlDatabase database(List<String> wanted, List<String> unwanted, @Nullable String cursor) {
        return new SqlDatabase(
                new Secret(url), null, null, null, wanted, unwanted, false, cursor, WriteDisposition.APPEND, null);
    }

    private LoadedTables load(SqlDatabase database, PipelineState[] state) {
        return LoadedTables.of(folder, database, state);
    }

    @Test
    void loadsAllTablesOfTheSchema() throws SQLException {
        LoadedTables loaded = load(database(List.of("*"), List.of(), null), LoadedTables.fresh());

        assertThat(ReadySources.byName()).containsEntry("sql_database", SqlDatabase.class);
        assertThat(loaded.rows()).isEqualTo(Map.of("order_itemsx", 2L, "orders", 3L));
        assertThat(loaded.column("orders", "id").nullable()).isFalse();
        assertThat(loaded.column("order_itemsx", "the_name").type()).isEqualTo(DataType.TEXT);
    }

    @Test
    void knowsTheTypesOfColumnsWithoutValues() throws SQLException {
        execute("insert into nothing (id) values (1)");

        LoadedTables loaded = load(database(List.of("nothing"), List.of(), null), LoadedTables.fresh());

        assertThat(loaded.column("nothing", "id").type()).isEqualTo(DataType.BIGINT);
        assertThat(loaded.column("nothing", "sum"))
                .extracting(Column::type, Column::precision, Column::scale)
                .containsExactly(DataType.DECIMAL, 12, 3);
        assertThat(loaded.column("nothing", "note").type()).isEqualTo(DataType.TEXT);
        assertThat(loaded.column("nothing", "day").type()).isEqualTo(DataType.DATE);
        assertThat(loaded.column("nothing", "seen").type()).isEqualTo(DataType.TIMESTAMP);
        assertThat(loaded.column("nothing", "open").type()).isEqualTo(DataType.BOOL);
        assertThat(loaded.column("nothing", "hash").type()).isEqualTo(DataType.BINARY);
    }

    @Test
    void choosesTablesByPatternsSchemaAndKind() {
        assertThat(database(List.of("order*"), List.of("*items*"), null).resources())
                .extracting(ResourceDefinition::name)
                .containsExactly("orders");
        SqlDatabase archive = new SqlDatabase(
                new Secret(url),
                "me",
                new Secret("hidden"),
                "archive",
                List.of("*"),
                List.of(),
                false,
                null,
                WriteDisposition.REPLACE,
                TableFormat.HIVE);
        assertThat(archive.resources()).singleElement().satisfies(r -> {
            assertThat(r.hints().disposition()).isEqualTo(WriteDisposition.REPLACE);
            assertThat(r.hints().format()).isEqualTo(TableFormat.HIVE);
        });
        SqlDatabase views = new SqlDatabase(
                new Secret(url),
                null,
                null,
                null,
                List.of("to?als"),
                List.of(),
                true,
                null,
                WriteDisposition.APPEND,
                null);
        assertThat(views.resources()).extracting(ResourceDefinition::name).containsExactly("totals");
    }

    @Test
    void takesThePrimaryKeyOfTheDatabase() {
        ResourceDefinition orders =
                database(List.of("orders"), List.of(), null).resources().get(0);

        assertThat(orders.hints().primaryKey()).containsExactly("id", "line");
    }

    @Test
    void loadsNewRowsOnlyByACursor() throws SQLException {
        PipelineState[] state = LoadedTables.fresh();
        SqlDatabase database = database(List.of("orders", "nothing"), List.of(), "at");

        assertThat(database.resources().get(0).incremental()).isNull();
        assertThat(database.resources().get(1).incremental())
                .extracting(IncrementalDefinition::cursor, IncrementalDefinition::type)
                .containsExactly("at", LocalDateTime.class);
        assertThat(load(database, state).rows()).containsEntry("orders", 3L);
        execute("insert into orders values (3, 1, 5, '2024-01-03'), (4, 1, 5, '2024-02-01')");
        assertThat(load(database, state).rows()).containsEntry("orders", 2L);
        assertThat(load(database, state).rows()).isEmpty();
    }

    @Test
    void asksTheDatabaseForTheRangeOfTheCursor() {
        SqlQuery all = new SqlQuery("SELECT 1", List.of());

        assertThat(all.where(true, "\"at\" >= ?", 1).where(false, "\"at\" < ?", 2))
                .isEqualTo(new SqlQuery("SELECT 1 WHERE \"at\" >= ? AND \"at\" < ?", List.of(1, 2)));
    }

    @Test
    void refusesTablesThatAreNotThere() {
        assertThatThrownBy(() -> database(List.of("order"), List.of(), null).resources())
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Unknown table 'order' in sources.sql_database.table_names (available: nothing, order \"items\","
                                + " orders; did you mean 'orders'?)");
        assertThatThrownBy(
                        () -> database(List.of("orders"), List.of("o*"), null).resources())
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid sources.sql_database.excluded_tables: 'o*' (leave one table of"
                        + " sources.sql_database.table_names at least)");
    }

    @Test
    void refusesToMergeWithoutAKey() {
        SqlDatabase merging = new SqlDatabase(
                new Secret(url), null, null, null, List.of("*"), List.of(), false, null, WriteDisposition.MERGE, null);

        assertThatThrownBy(merging::resources)
                .isInstanceOf(ConfigException.class)
                .hasMessage("Cannot merge tables without a primary key: 'order \"items\"' (put them into"
                        + " sources.sql_database.excluded_tables, or set sources.sql_database.write_disposition to append or"
                        + " replace)");
    }

    @Test
    void refusesACursorThatIsNone() {
        assertThatThrownBy(() -> database(List.of("*"), List.of(), "never").resources())
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Invalid sources.sql_database.cursor_path: 'never' (a column of one of the tables at least)");
        assertThatThrownBy(() -> database(List.of("nothing"), List.of(), "open").resources())
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Cannot load by column 'open': its type is BOOLEAN (a number without a fraction, a time, a date"
                                + " or a text)");
    }

    @Test
    void refusesSkip() {
        assertThatThrownBy(() -> new SqlDatabase(
                        new Secret(url),
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        false,
                        null,
                        WriteDisposition.SKIP,
                        null))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid sources.sql_database.write_disposition: 'skip' (append, replace or merge)");
    }

    @Test
    void saysWhatToDoWithoutADriverAndShowsNoSecret() {
        url = "jdbc:nosuch://me:geheim@host/shop";
        assertThatThrownBy(() -> database(List.of("*"), List.of(), null).resources())
                .isInstanceOf(ConfigException.class)
                .hasMessage("Cannot find a driver for 'jdbc:nosuch' (give the jar of the database's JDBC driver with"
                        + " --classpath)");
        url = "postgres://me:geheim@host/shop";
        assertThatThrownBy(() -> database(List.of("*"), List.of(), null))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid sources.sql_database.credentials: '******' (a JDBC address, such as"
                        + " jdbc:postgresql://host/database)");
    }

    @Test
    void hidesAddressAndPasswords() {
        SQLException why = new SQLException("no jdbc:x://me:geheim@h/d?password=noch1 for geheim, noch1, und3");

        assertThat(new DatabaseAddress(new Secret("jdbc:x://me:geheim@h/d?password=noch1"), "me", new Secret("und3"))
                        .hide(why))
                .isEqualTo("no ****** for ******, ******, ******");
        assertThat(new DatabaseAddress(new Secret("jdbc:oracle:thin:scott/tiger@//h/d"), null, null)
                        .hide(new SQLException("tiger?")))
                .isEqualTo("******?");
    }

    @Test
    void saysWhyTheDatabaseCantBeReached() {
        url = "jdbc:duckdb:" + folder.resolve("no/such/folder.db") + ";password=geheim";

        assertThatThrownBy(() -> database(List.of("*"), List.of(), null).resources())
                .isInstanceOf(ExtractException.class)
                .hasMessageStartingWith("Cannot read the tables of the database: ")
                .hasMessageEndingWith(
                        " (mend sources.sql_database.credentials, or wait until the database can be reached)")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void letsNoDriverHoldAllRows() {
        assertThat(SqlRows.fetchSize("MySQL Connector/J")).isEqualTo(Integer.MIN_VALUE);
        assertThat(SqlRows.fetchSize("PostgreSQL JDBC Driver")).isEqualTo(SqlRows.ROWS_AT_ONCE);
        assertThat(ColumnReader.isZoned("timestamptz")).isTrue();
        assertThat(ColumnReader.isZoned("TIMESTAMP WITH TIME ZONE")).isTrue();
        assertThat(ColumnReader.isZoned("timestamp without time zone")).isFalse();
    }
}
