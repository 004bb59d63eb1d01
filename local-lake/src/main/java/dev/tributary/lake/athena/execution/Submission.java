package dev.tributary.lake.athena.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementKind;
import java.util.List;

/**
 * A statement that may start: all that its call says is checked.
 *
 * @param statement as the client sent it, without blanks and semicolons around it
 * @param kind what it is; for one that executes a prepared statement, what that is
 * @param sent what another call with the same token must say too
 * @param context the {@code QueryExecutionContext} as it is told back
 * @param parameters what takes the places of question marks
 * @param cutoff how many bytes it may read before it is cancelled
 */
public record Submission(
        Statement statement,
        StatementKind kind,
        String token,
        ObjectNode sent,
        ObjectNode context,
        String workGroup,
        List<String> parameters,
        long cutoff) {

    /** The member of {@code sent} that holds the result location; absent where a workgroup overrides it. */
    public static final String LOCATION = "OutputLocation";
}
