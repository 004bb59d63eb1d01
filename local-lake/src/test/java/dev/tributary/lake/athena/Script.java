package dev.tributary.lake.athena;

import dev.tributary.lake.sql.ResultColumn;
import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementFailed;
import dev.tributary.lake.sql.StatementOutput;
import dev.tributary.lake.sql.StatementRunner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Runs statements as a test says, by their text; it remembers what it was given. */
final class Script implements StatementRunner {

    final List<Statement> seen = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, StatementRunner> lines = new ConcurrentHashMap<>();

    /** What a statement of this text does. */
    Script on(String sql, StatementRunner line) {
        lines.put(sql, line);
        return this;
    }

    @Override
    public void run(Statement statement, StatementOutput output) {
        seen.add(statement);
        StatementRunner line = lines.get(statement.sql());
        if (line == null) {
            throw StatementFailed.refused("line 1:1: mismatched input '" + statement.sql() + "'. Expecting: <query>");
        }
        line.run(statement, output);
    }

    /** Yields columns of varchar and rows. */
    static StatementRunner rows(List<String> names, List<List<String>> rows) {
        return (statement, output) -> {
            output.columns(names.stream()
                    .map(name -> new ResultColumn(name, "varchar", 2_147_483_647, 0))
                    .toList());
            rows.forEach(output::row);
        };
    }

    static List<String> row(String... values) {
        return Arrays.asList(values);
    }

    static StatementRunner nothing() {
        return (statement, output) -> {};
    }

    static StatementRunner changes(long rows) {
        return (statement, output) -> output.updateCount(rows);
    }

    static StatementRunner fails(StatementFailed failure) {
        return (statement, output) -> {
            throw failure;
        };
    }

    /** Is accepted, then waits; told to go on, or interrupted, it ends. */
    static StatementRunner waits(CountDownLatch release) {
        return (statement, output) -> {
            output.scanned(1);
            try {
                release.await();
                output.columns(List.of(new ResultColumn("n", "integer", 10, 0)));
                output.row(List.of("1"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw StatementFailed.system(1014, "USER_CANCELED: Query was canceled");
            }
        };
    }
}
