package dev.tributary.lake.athena.execution;

import dev.tributary.lake.athena.statement.Kinds;
import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementFailed;
import dev.tributary.lake.sql.StatementKind;
import dev.tributary.lake.sql.StatementOutput;
import dev.tributary.lake.sql.StatementRunner;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sends DDL to its own runner and everything else to the engine. */
public final class StatementRouter implements StatementRunner {

    private final Predicate<String> isDdl;
    private final Function<Statement, StatementKind> ddlCheck;
    private final StatementRunner ddl;
    private final StatementRunner engine;

    /**
     * A way for every statement.
     *
     * @param isDdl whether a text is for the DDL runner
     * @param ddlCheck refuses a DDL statement that must not start, or tells its kind
     */
    public StatementRouter(
            Predicate<String> isDdl,
            Function<Statement, StatementKind> ddlCheck,
            StatementRunner ddl,
            StatementRunner engine) {
        this.isDdl = isDdl;
        this.ddlCheck = ddlCheck;
        this.ddl = ddl;
        this.engine = engine;
    }

    /**
     * What kind a statement is. The engine's statements are told by their words alone, and refused when they run.
     *
     * @throws StatementFailed refused, if it must not start
     */
    public StatementKind check(Statement statement) {
        return isDdl.test(statement.sql()) ? ddlCheck.apply(statement) : Kinds.of(statement.sql());
    }

    @Override
    public void run(Statement statement, StatementOutput output) {
        if (isDdl.test(statement.sql())) {
            ddl.run(statement, output);
        } else {
            engine.run(statement, output);
        }
    }
}
