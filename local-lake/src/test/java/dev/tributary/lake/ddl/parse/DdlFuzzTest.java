package dev.tributary.lake.ddl.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tributary.lake.ddl.RandomStatements;
import dev.tributary.lake.sql.StatementFailed;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text hangs the parser, and none escapes it as anything but a statement or a refusal. */
class DdlFuzzTest {

    /** Raised by the profile soak. */
    private static final int STATEMENTS = Integer.getInteger("soak.statements", 20_000);

    /** As much as Athena takes. */
    private static final int LONGEST = 262_144;

    @Test
    void answersAnyTextWithAStatementOrARefusal() {
        RandomStatements statements = new RandomStatements(20261121);
        int parsed = 0;
        for (int i = 0; i < STATEMENTS; i++) {
            parsed += parses(statements.get()) ? 1 : 0;
        }
        assertThat(parsed).isBetween(STATEMENTS / 20, STATEMENTS - STATEMENTS / 20);
    }

    @ParameterizedTest
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    @ValueSource(
            strings = {
                "|a ",
                "|(",
                "|'",
                "|`a`",
                "|/*",
                "|/**/",
                "|--\n",
                "|\n",
                "|\\",
                "DROP TABLE |a.",
                "DESCRIBE |a.",
                "DESCRIBE t |a.",
                "SHOW CREATE VIEW |\"a\".",
                "CREATE EXTERNAL TABLE t (a |array<",
                "CREATE EXTERNAL TABLE t (a struct<|a:struct<",
                "CREATE EXTERNAL TABLE t (a struct<|a:int,",
                "CREATE EXTERNAL TABLE t (a decimal(|1,",
                "CREATE EXTERNAL TABLE t (|a int,",
                "CREATE TABLE t |(AS) ",
                "CREATE TABLE t |STORED AS ",
                "CREATE EXTERNAL TABLE t (a int) TBLPROPERTIES (|'a'='b',",
                "CREATE DATABASE d COMMENT '|''",
                "CREATE DATABASE d COMMENT '|\\u004",
                "ALTER TABLE t ADD |PARTITION (a=1) ",
                "ALTER TABLE t DROP PARTITION (a=1)|,PARTITION(a=1)",
                "ALTER TABLE t UNSET TBLPROPERTIES (|'a',",
                "SHOW CREATE TABLE |/* c */ ",
                "MSCK REPAIR TABLE |/* \n\n */"
            })
    void readsTheLongestStatementInTime(String startAndRepeated) {
        int bar = startAndRepeated.indexOf('|');
        String start = startAndRepeated.substring(0, bar);
        String repeated = startAndRepeated.substring(bar + 1);
        parses(start + repeated.repeat((LONGEST - start.length()) / repeated.length()));
    }

    private static boolean parses(String sql) {
        try {
            DdlParser.takes(sql);
            assertThat(DdlParser.parse(sql).statement().kind().substatement()).isNotEmpty();
            return true;
        } catch (StatementFailed refusal) {
            assertThat(refusal.athenaErrorCode()).as(beginning(sql)).isPresent();
            assertThat(refusal.getMessage()).as(beginning(sql)).isNotBlank();
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("Escapes: " + beginning(sql), e);
        }
    }

    private static String beginning(String sql) {
        return sql.length() > 500 ? sql.substring(0, 500) + "…" : sql;
    }
}
