package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.athena.sql.Athena;
import dev.tributary.athena.sql.Query;
import dev.tributary.athena.sql.QueryResult;
import dev.tributary.error.ConfigException;
import dev.tributary.error.LoadException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Statements on the lake's Athena: their results, and what is said of those that fail. */
class AthenaSqlIT {
    static TestLake lake;
    static Athena athena;

    @BeforeAll
    static void start() {
        lake = TestLake.engine();
        athena = athena(null);
    }

    private static Athena athena(String workGroup) {
        return new Athena(lake::athena, workGroup, "awsdatacatalog", "s3://" + TestLake.BUCKET + "/results/");
    }

    @Test
    void readsRowsOfManyPagesWithTheirNulls() {
        QueryResult result = athena.run(Query.of(
                "SELECT n, nullif(n, 2) AS other, '' AS nothing FROM unnest(sequence(1, 2500)) AS t(n) ORDER BY n",
                null));
        assertThat(result.columns())
                .extracting(c -> c.name() + " " + c.type())
                .containsExactly("n bigint", "other bigint", "nothing varchar");
        List<List<String>> rows = result.rows().toList();
        assertThat(rows).hasSize(2_500);
        assertThat(rows.get(1)).isEqualTo(Arrays.asList("2", null, ""));
        assertThat(rows.get(2_499)).containsExactly("2500", "2500", "");
        assertThat(result.stats().queryId()).isNotEmpty();
        assertThat(result.stats().total()).isPositive();
    }

    @Test
    void takesParametersAsTheirValues() {
        List<Object> values = Arrays.asList(
                "it's",
                7L,
                new BigDecimal("1.50"),
                true,
                LocalDate.of(2024, 1, 2),
                Instant.parse("2024-01-02T03:04:05.000006Z"),
                null);
        assertThat(athena.run(Query.of("SELECT ?, ?, ?, ?, ?, ?, ?", null).with(values))
                        .rows())
                .containsExactly(
                        Arrays.asList("it's", "7", "1.50", "true", "2024-01-02", "2024-01-02 03:04:05.000006", null));
    }

    @Test
    void startsAStatementWithTheSameTokenOnce() {
        Query query = Query.of("SELECT 1", null);
        assertThat(athena.run(query).stats().queryId())
                .isEqualTo(athena.run(query).stats().queryId());
    }

    @Test
    void explainsWhatFails() {
        assertThatThrownBy(() -> athena.run(Query.of("SELECT * FROM nothing", "default")))
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageMatching(
                        "Cannot finish the query: Athena rejected it \\(query [0-9a-f-]{36}: [A-Z_]+: line 1:15: .*\\)"
                                + " \\(check the .*\\)");
        assertThatThrownBy(() -> athena.run(Query.of("SELEC 1", null)))
                .isInstanceOf(LoadException.class)
                .hasMessageStartingWith("Cannot run the query: line 1:1: mismatched input 'SELEC'. Expecting:")
                .hasMessageEndingWith("(double quotes name things in queries, backticks in CREATE, ALTER and DROP)");
        assertThatThrownBy(() -> athena("nobodys").run(Query.of("SELECT 1", null)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Cannot run the query: WorkGroup is not found. (check destination.athena.athena_work_group)");
        assertThatThrownBy(() -> athena.run(Query.of("SELECT '" + "x".repeat(262_144) + "'", null)))
                .isInstanceOf(LoadException.class)
                .hasMessage(
                        "Cannot run a statement of 262153 bytes: Athena takes 262144 (put the values into a table)");
    }

    @Test
    void stopsAQueryOnTheServer() {
        Query query = Query.of(
                "SELECT count(*) FROM unnest(sequence(1, 10000)) a(x), unnest(sequence(1, 10000)) b(y),"
                        + " unnest(sequence(1, 10000)) c(z) WHERE x * y % 7 = z % 5",
                null);
        long start = System.nanoTime();
        assertThatThrownBy(() -> athena.run(query, () -> System.nanoTime() - start > 1_000_000_000L))
                .isInstanceOf(LoadException.class)
                .hasMessage("Cannot finish the query: it was stopped (run it again)");
        String id = lake.athena()
                .startQueryExecution(b -> b.queryString(query.sql())
                        .clientRequestToken(query.token())
                        .queryExecutionContext(c -> c.catalog("awsdatacatalog"))
                        .resultConfiguration(r -> r.outputLocation("s3://" + TestLake.BUCKET + "/results/")))
                .queryExecutionId();
        assertThat(lake.athena()
                        .getQueryExecution(b -> b.queryExecutionId(id))
                        .queryExecution()
                        .status()
                        .stateAsString())
                .isEqualTo("CANCELLED");
    }
}
