package dev.tributary.lake.athena.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedSqlTest {

    @Test
    void readsPrepare() {
        assertThat(PreparedSql.of("/* c */ prepare One FROM\n SELECT * FROM t WHERE a = ?"))
                .contains(new PreparedSql(PreparedSql.Verb.PREPARE, "one", "SELECT * FROM t WHERE a = ?", List.of()));
    }

    @Test
    void readsExecute() {
        assertThat(PreparedSql.of("EXECUTE one USING 'a, b', concat('x', 'y'), ARRAY[1, 2]"))
                .contains(new PreparedSql(
                        PreparedSql.Verb.EXECUTE, "one", "", List.of("'a, b'", "concat('x', 'y')", "ARRAY[1, 2]")));
        assertThat(PreparedSql.of("EXECUTE \"One\""))
                .contains(new PreparedSql(PreparedSql.Verb.EXECUTE, "One", "", List.of()));
    }

    @Test
    void readsDeallocate() {
        assertThat(PreparedSql.of("DEALLOCATE PREPARE one"))
                .contains(new PreparedSql(PreparedSql.Verb.DEALLOCATE, "one", "", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PREPARE",
                "PREPARE a",
                "PREPARE a FROM",
                "EXECUTE",
                "EXECUTE a b",
                "EXECUTE IMMEDIATE 'x'",
                "DEALLOCATE a",
                "SELECT 1"
            })
    void leavesTheRestAlone(String sql) {
        assertThat(PreparedSql.of(sql)).isEmpty();
    }

    @Test
    void fillsPlaceholders() {
        String sql = "SELECT ?, '?', \"?\" /* ? */, ? -- ?";

        assertThat(Placeholders.count(sql)).isEqualTo(2);
        assertThat(Placeholders.fill(sql, List.of("1", "'?'"))).isEqualTo("SELECT 1, '?', \"?\" /* ? */, '?' -- ?");
    }
}
