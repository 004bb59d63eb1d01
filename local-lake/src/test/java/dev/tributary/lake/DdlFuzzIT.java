package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tributary.lake.ddl.RandomStatements;
import dev.tributary.lake.sql.StatementFailed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever statements meet whatever tables, a statement succeeds or fails as one of Athena fails. */
class DdlFuzzIT {

    /** Raised by the profile soak. */
    private static final int STATEMENTS = Integer.getInteger("soak.statements", 400);

    @TempDir
    Path folder;

    @Test
    void failsNoOtherwiseThanAsAStatement() throws Exception {
        try (DdlLake lake = new DdlLake(folder)) {
            RandomStatements statements = new RandomStatements(7);
            int succeeded = 0;
            for (int i = 0; i < STATEMENTS; i++) {
                String sql = i % 2 == 0 ? statements.sound() : statements.get();
                lake.run("CREATE DATABASE IF NOT EXISTS db");
                succeeded += succeeds(lake, sql) ? 1 : 0;
            }
            assertThat(succeeded).isGreaterThan(STATEMENTS / 10);
        }
    }

    private static boolean succeeds(DdlLake lake, String sql) {
        try {
            lake.run(sql);
            return true;
        } catch (StatementFailed e) {
            assertThat(e.getMessage()).as(sql).isNotBlank();
            return false;
        } catch (RuntimeException e) {
            return fail("Escapes: " + sql, e);
        }
    }
}
