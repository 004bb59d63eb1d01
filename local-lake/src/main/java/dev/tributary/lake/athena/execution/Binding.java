package dev.tributary.lake.athena.execution;

import dev.tributary.lake.athena.statement.ParameterValue;
import dev.tributary.lake.athena.statement.Placeholders;
import dev.tributary.lake.athena.statement.PreparedSql;
import dev.tributary.lake.athena.store.PreparedStatements;
import dev.tributary.lake.sql.StatementFailed;
import java.util.List;
import java.util.Optional;

/** Puts values into statements, and does those about prepared statements, which need no runner. */
final class Binding {

    private static final int USER_ERROR = 1000;
    private static final int NOT_FOUND = 1300;

    private final PreparedStatements prepared;

    Binding(PreparedStatements prepared) {
        this.prepared = prepared;
    }

    /** The statement to run, none when it is done by now. */
    Optional<String> bind(Submission submission) {
        Optional<PreparedSql> about = PreparedSql.of(submission.statement().sql());
        if (about.isEmpty()) {
            return Optional.of(withParameters(submission.statement().sql(), submission.parameters()));
        }
        String workGroup = submission.workGroup();
        return switch (about.get().verb()) {
            case PREPARE -> {
                prepared.put(workGroup, about.get().name(), about.get().sql(), null);
                yield Optional.empty();
            }
            case DEALLOCATE -> {
                find(workGroup, about.get().name());
                prepared.delete(workGroup, about.get().name());
                yield Optional.empty();
            }
            case EXECUTE -> {
                String sql = find(workGroup, about.get().name());
                yield Optional.of(
                        about.get().expressions().isEmpty()
                                ? withParameters(sql, submission.parameters())
                                : fill(sql, about.get().expressions()));
            }
        };
    }

    /** What a statement executes that is prepared under a name, if it does that and there is such a one. */
    Optional<String> prepared(String sql, String workGroup) {
        return PreparedSql.of(sql)
                .filter(about -> about.verb() == PreparedSql.Verb.EXECUTE)
                .flatMap(about -> prepared.find(workGroup, about.name()))
                .map(found -> found.get("QueryStatement").textValue());
    }

    private String find(String workGroup, String name) {
        return prepared.find(workGroup, name)
                .map(statement -> statement.get("QueryStatement").textValue())
                .orElseThrow(() -> StatementFailed.user(NOT_FOUND, "NOT_FOUND: Prepared statement not found: " + name));
    }

    /** Values for a statement that has no place for any are ignored. */
    private static String withParameters(String sql, List<String> parameters) {
        return Placeholders.count(sql) == 0
                ? sql
                : fill(sql, parameters.stream().map(ParameterValue::sql).toList());
    }

    private static String fill(String sql, List<String> expressions) {
        int expected = Placeholders.count(sql);
        if (expected != expressions.size()) {
            throw StatementFailed.user(
                    USER_ERROR,
                    "INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected %d but found %d"
                            .formatted(expected, expressions.size()));
        }
        return Placeholders.fill(sql, expressions);
    }
}
