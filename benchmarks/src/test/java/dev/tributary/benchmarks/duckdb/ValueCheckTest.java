package dev.tributary.benchmarks.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.benchmarks.data.Generate;
import dev.tributary.benchmarks.engine.Normalization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueCheckTest {
    private static final int BYTES = 600_000;

    @TempDir
    Path folder;

    private Sql sql;

    @BeforeEach
    void open() throws SQLException {
        sql = new Sql(1);
    }

    @AfterEach
    void close() throws SQLException {
        sql.close();
    }

    @Test
    void bothWriteTheSameRows() throws IOException, SQLException {
        ValueCheck.Outcome outcome = written("flat", "trip_id");

        assertThat(outcome.differences()).isEmpty();
        assertThat(outcome.columns()).isEqualTo(20);
        assertThat(outcome.rows()).isGreaterThan(1_000);
    }

    @Test
    void bothWriteTheSameEventsAndChildTables() throws IOException, SQLException {
        ValueCheck.Outcome outcome = written("nested", "id");

        assertThat(outcome.differences()).isEmpty();
        assertThat(outcome.columns()).isEqualTo(130 + 15);
    }

    @Test
    void tellsAValueThatDiffers() throws SQLException {
        assertThat(differences("SELECT 'a' AS id, 1 AS n, 'x' AS t", "SELECT 'a' AS id, 2 AS n, 'x' AS t"))
                .containsExactly("n");
    }

    @Test
    void tellsValuesThatChangedPlaces() throws SQLException {
        assertThat(differences(
                        "SELECT * FROM (VALUES ('a', 1), ('b', 2)) v(id, n)",
                        "SELECT * FROM (VALUES ('b', 1), ('a', 2)) v(id, n)"))
                .containsExactly("n");
    }

    @Test
    void tellsANullThatIsAnEmptyText() throws SQLException {
        assertThat(differences("SELECT 'a' AS id, NULL::VARCHAR AS t", "SELECT 'a' AS id, '' AS t"))
                .containsExactly("t");
    }

    @Test
    void tellsARowThatIsThereTwice() throws SQLException {
        assertThat(differences("SELECT 'a' AS id UNION ALL SELECT 'a'", "SELECT 'a' AS id"))
                .containsExactly("", "id");
    }

    @Test
    void tellsAColumnAndATableThatOneSideLacks() throws SQLException {
        assertThat(differences("SELECT 'a' AS id, 1 AS n", "SELECT 'a' AS id")).containsExactly("n");
        assertThat(new ValueCheck(sql, "events", "id")
                        .compare(
                                new ValueCheck.Side(Map.of("events", "(SELECT 'a' AS id)")),
                                new ValueCheck.Side(
                                        Map.of("events", "(SELECT 'a' AS id)", "other", "(SELECT 'a' AS id)")))
                        .differences())
                .containsExactly(new ValueCheck.Difference("other", "", "absent", "present"));
    }

    @Test
    void neitherTheOrderNorIdsNorFormsOfTheSameValueCount() throws SQLException {
        assertThat(differences(
                        "SELECT * FROM (VALUES ('a', 1, NULL, 'i1', 1::DOUBLE), ('b', NULL, 'x', 'i2', 2.5::DOUBLE))"
                                + " v(id, n, n__v_text, _dlt_id, d)",
                        "SELECT * FROM (VALUES ('b', '\"x\"'::JSON, 'i9', 2.5::DOUBLE), ('a', '1'::JSON, 'i8', 1::DOUBLE))"
                                + " v(id, n, _dlt_id, d)"))
                .isEmpty();
    }

    private ValueCheck.Outcome written(String shape, String key) throws IOException, SQLException {
        Path json = folder.resolve("records.jsonl");
        Path ours = Files.createDirectory(folder.resolve("ours"));
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        Generate.write(shape, BYTES, json);
        new Normalization(2).run(json, ours);
        DuckDb duckDb = new DuckDb(sql);
        duckDb.children(json.toString(), theirs.toString(), Unfolding.Ids.UUID);
        return duckDb.compare(ours, theirs, key);
    }

    private List<String> differences(String ours, String theirs) throws SQLException {
        return new ValueCheck(sql, "events", "id")
                        .compare(
                                new ValueCheck.Side(Map.of("events", "(" + ours + ")")),
                                new ValueCheck.Side(Map.of("events", "(" + theirs + ")")))
                        .differences()
                        .stream()
                        .map(ValueCheck.Difference::column)
                        .toList();
    }
}
