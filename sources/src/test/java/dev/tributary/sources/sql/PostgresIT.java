package dev.tributary.sources.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.config.Secret;
import dev.tributary.error.ExtractException;
import dev.tributary.schema.Column;
import dev.tributary.schema.Table;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.state.PipelineState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL's own types, names and keys become. The server's binaries are those for Linux on amd64. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class PostgresIT {
    private static EmbeddedPostgres server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void beginAnew() throws SQLException {
        execute("drop schema public cascade; create schema public; drop schema if exists \"Sales \"\"24\" cascade");
    }

    private static void execute(String statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private static SqlDatabase database(@Nullable String schema, String tables, @Nullable String cursor) {
        return new SqlDatabase(
                new Secret(server.getJdbcUrl("postgres", "postgres")),
                null,
                null,
                schema,
                List.of(tables),
                List.of(),
                true,
                cursor,
                WriteDisposition.APPEND,
                null);
    }

    private LoadedTables load(String tables) {
        return LoadedTables.of(folder, database(null, tables, null), LoadedTables.fresh());
    }

    private static Map<String, String> types(LoadedTables loaded, String name) {
        Table table = loaded.result().schema().find(name).orElseThrow();
        return table.columns().stream()
                .filter(c -> c.type() != null)
                .collect(Collectors.toMap(Column::name, c -> c.type().id()));
    }

    @Test
    void readsEachTypeAsItIs() throws SQLException {
        execute("""
                create type mood as enum ('sad', 'happy');
                create domain positive as int check (value > 0);
                create table types (id int primary key, big bigint, real real, price numeric(10, 2), loose numeric,
                  yes boolean, letters char(3), doc jsonb, key uuid, hash bytea, day date, at timestamp, seen timestamptz,
                  clock time, zone_clock timetz, span interval, feeling mood, cash money, flag bit(1), bits bit(4),
                  host inet, range int4range, count positive);
                insert into types values (1, 9007199254740993, 1.5, 12.50, 1.123456789,
                  true, 'ab', '{"a": [1, 2]}', '00000000-0000-0000-0000-000000000001', '\\x00ff', '2024-02-29',
                  '2024-01-02 03:04:05.678901', '2024-01-02 03:04:05+02',
                  '01:02:03.5', '01:02:03+02', '1 year 2 days 03:00', 'happy', '12.34', B'1', B'1010',
                  '10.0.0.1', '[1,5)', 5);
                insert into types (id) values (2)""");

        LoadedTables loaded = load("types");

        assertThat(loaded.query("types", "id, big, real, price, loose, yes, letters, doc, key, hex(hash)"))
                .containsExactly(
                        "1|9007199254740993|1.5|12.50|1.123456789|true|ab |{\"a\": [1, 2]}"
                                + "|00000000-0000-0000-0000-000000000001|00FF",
                        "2|null|null|null|null|null|null|null|null|null");
        assertThat(loaded.query(
                        "types", "day, t.at, seen::varchar, clock, zone_clock, span, feeling, cash, flag, bits"))
                .first()
                .isEqualTo("2024-02-29|2024-01-02 03:04:05.678901|2024-01-02 01:04:05|01:02:03.500|01:02:03+02"
                        + "|1 year 2 days 03:00:00|happy|12.34|true|1010");
        assertThat(loaded.query("types", "host, range, count")).first().isEqualTo("10.0.0.1|[1,5)|5");
        assertThat(types(loaded, "types"))
                .containsEntry("price", "decimal")
                .containsEntry("loose", "decimal")
                .containsEntry("seen", "timestamp")
                .containsEntry("doc", "text")
                .containsEntry("count", "bigint")
                .containsEntry("hash", "binary");
    }

    @Test
    void makesChildTablesOfArrays() throws SQLException {
        execute("""
                create table lists (id int primary key, n int[], grid int[], seen timestamptz[], spans interval[],
                  docs jsonb[], ends timestamp[]);
                insert into lists values (1, '{1,null,3}', '{{1,2},{3,4}}', '{2024-01-02 03:04:05+02}', '{1 day}',
                  array['{"a":1}'::jsonb], '{infinity}')""");

        LoadedTables loaded = load("lists");

        assertThat(loaded.query("lists__n", "value")).containsExactly("1", "null", "3");
        assertThat(loaded.query("lists__grid__list", "value")).containsExactly("1", "2", "3", "4");
        assertThat(loaded.query("lists__seen", "value::varchar")).containsExactly("2024-01-02 01:04:05");
        assertThat(loaded.query("lists__spans", "value")).containsExactly("1 days");
        assertThat(loaded.query("lists__docs", "value")).containsExactly("{\"a\": 1}");
        assertThat(types(loaded, "lists__ends")).containsEntry("value", "text");
    }

    @Test
    void keepsWhatColumnsOfTheLakeHaveNoValueFor() throws SQLException {
        execute("""
                create table odd (id int primary key, loose numeric, price numeric(5, 2), day date, at timestamp,
                  seen timestamptz);
                insert into odd values (1, 'NaN', 'NaN', 'infinity', '-infinity', 'infinity'),
                  (2, 1.123456789, 2, '2024-02-29', '2024-01-02', '2024-01-02 03:04:05+02')""");

        LoadedTables loaded = load("odd");

        assertThat(loaded.query("odd", "loose__v_double, price__v_double, day__v_text, at__v_text, seen__v_text"))
                .containsExactly("NaN|NaN|infinity|-infinity|infinity", "null|null|null|null|null");
        assertThat(loaded.query("odd", "loose, price, day, cast(t.at as date)"))
                .containsExactly("null|null|null|null", "1.123456789|2.00|2024-02-29|2024-01-02");
    }

    @Test
    void findsNamesThatWantQuotesKeysOfSeveralColumnsAndPartitions() throws SQLException {
        execute("""
                create schema "Sales ""24";
                create table "Sales ""24"."Order Lines" ("Line No" int, order_id int, "select" text,
                  primary key (order_id, "Line No"));
                insert into "Sales ""24"."Order Lines" values (1, 7, 'a'), (2, 7, 'b');
                create table "Sales ""24".days (day date) partition by range (day);
                create table "Sales ""24".days_24 partition of "Sales ""24".days for values from ('2024-01-01') to ('2025-01-01');
                insert into "Sales ""24".days values ('2024-02-29');
                create materialized view "Sales ""24".counts as select count(*) as n from "Sales ""24".days;
                create table "other" (id int)""");

        SqlDatabase sales = database("Sales \"24", "*", null);

        assertThat(sales.resources())
                .extracting(ResourceDefinition::name)
                .containsExactly("Order Lines", "counts", "days", "days_24");
        assertThat(sales.resources().get(0).hints().primaryKey()).containsExactly("order_id", "Line No");
        LoadedTables loaded = LoadedTables.of(folder, sales, LoadedTables.fresh());
        assertThat(loaded.query("order_lines", "order_id, line_no, \"select\"")).containsExactly("7|1|a", "7|2|b");
        assertThat(loaded.query("counts", "n")).containsExactly("1");
        assertThat(loaded.query("days", "day")).containsExactly("2024-02-29");
    }

    @Test
    void goesOnFromTheCursorOfEachTable() throws SQLException {
        execute("""
                create table a (id int primary key, changed timestamptz not null);
                create table b (id int primary key, changed numeric not null);
                create table c (id int primary key);
                insert into a select i, '2024-01-01 00:00:00+02'::timestamptz + i * interval '1 second'
                  from generate_series(1, 2500) i;
                insert into b values (1, 1.5), (2, 12345678901234567890.5);
                insert into c values (1)""");
        PipelineState[] state = LoadedTables.fresh();
        SqlDatabase database = database(null, "*", "changed");

        assertThat(LoadedTables.of(folder, database, state).rows()).isEqualTo(Map.of("a", 2500L, "b", 2L, "c", 1L));
        execute("""
                insert into a values (3000, '2024-01-01 00:41:40+02'), (3001, '2023-01-01'), (3002, '2025-01-01');
                insert into b values (3, 12345678901234567890.6), (4, 2)""");
        LoadedTables second = LoadedTables.of(folder, database, state);

        assertThat(second.query("a", "id")).containsExactly("3000", "3002");
        assertThat(second.query("b", "id")).containsExactly("3");
        assertThat(LoadedTables.of(folder, database, state).rows()).isEqualTo(Map.of("c", 1L));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "mood, 'happy', 'sad', 'so so'",
                "uuid, '00000000-0000-0000-0000-0000000000a1', '8f000000-0000-0000-0000-0000000000a1', 'ff000000-0000-0000-0000-0000000000a1'",
                "word, 'a', 'b', 'c'",
                "positive, 1, 2, 10",
                "price, 1.5, 2.25, 10",
                "moment, '2024-01-01', '2024-02-01', '2024-02-01 00:00:01'",
                "numeric, 1.5, 12345678901234567890.5, 12345678901234567890.6",
                "timestamptz, '2024-01-01 00:00+02', '2024-02-01 00:00:00.123456+02', '2024-02-01 00:00:00.123457+02'",
                "timestamp, '2024-01-01', '2024-02-01 00:00:00.123456', '2024-02-01 00:00:00.123457'",
                "date, '2024-01-01', '2024-02-01', '2024-02-02'",
                "bigint generated by default as identity, 1, 9007199254740993, 9007199254740994",
                "smallint, -1, 2, 10",
                "varchar(9), 'a', 'b', 'c'",
                "char(3), 'a', 'b', 'c'",
                "name, 'a', 'b', 'c'"
            })
    void goesOnFromACursorOfThatType(String type, String first, String second, String third) throws SQLException {
        execute("""
                create type mood as enum ('so so', 'sad', 'happy');
                create domain word as text;
                create domain positive as int check (value > 0);
                create domain price as numeric(10, 2);
                create domain moment as timestamptz;
                drop table if exists events""");
        execute("create table events (id int primary key, at %s); insert into events values (1, %s), (2, %s)"
                .formatted(type, first, second));
        PipelineState[] state = LoadedTables.fresh();
        SqlDatabase database = database(null, "events", "at");

        assertThat(LoadedTables.of(folder, database, state).rows()).isEqualTo(Map.of("events", 2L));
        assertThat(LoadedTables.of(folder, database, state).rows().getOrDefault("events", 0L))
                .isZero();
        execute("insert into events values (3, %s), (4, %s)".formatted(third, first));
        assertThat(LoadedTables.of(folder, database, state).query("events", "id"))
                .containsExactly("3");
    }

    @Test
    void loadsWhatIsCommitted() throws SQLException {
        execute("create table busy (id int); insert into busy values (1)");

        try (Connection writer = server.getPostgresDatabase().getConnection()) {
            writer.setAutoCommit(false);
            try (Statement statement = writer.createStatement()) {
                statement.execute("insert into busy values (2)");
                assertThat(load("busy").rows()).isEqualTo(Map.of("busy", 1L));
            }
            writer.rollback();
        }
    }

    @Test
    void saysWhatTheServerSays() {
        assertThatThrownBy(() -> {
                    execute("create view broken as select 1 / (random() * 0)::int as n");
                    load("broken");
                })
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot read rows by SQL: ERROR: division by zero (nothing of this run is loaded)");
    }
}
