package dev.tributary.lake.engine.translate;

import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementFailed;
import java.util.Locale;

/** Makes a plan for the engine of a statement of Athena. */
public final class Translation {
    /** Athena's one catalog, as the engine knows it. */
    public static final String CATALOG = "awsdatacatalog";

    /** The engine's catalog in which Iceberg tables are made; every other statement finds them under {@link #CATALOG}. */
    public static final String ICEBERG_CATALOG = "awsdatacatalog_iceberg";

    /** The database of a statement that names none. */
    private static final String DEFAULT_DATABASE = "default";

    private final Statement statement;
    private final Tokens tokens;
    private final int end;

    private Translation(Statement statement) {
        this.statement = statement;
        this.tokens = new Tokens(statement.sql());
        this.end = oneStatement(tokens);
    }

    /**
     * The plan for a statement.
     *
     * @throws StatementFailed if Athena has no such statement, or what it uses is not in Athena
     */
    public static Plan of(Statement statement) {
        Translation translation = new Translation(statement);
        Refusals.check(translation.tokens);
        return translation.plan();
    }

    /** The database that unqualified names are in. */
    public static String database(Statement statement) {
        String database = statement.database();
        return database == null ? DEFAULT_DATABASE : database.toLowerCase(Locale.ROOT);
    }

    /** Where the statement ends, before a last semicolon. */
    private static int oneStatement(Tokens tokens) {
        for (int i = 0; i < tokens.all().size(); i++) {
            if (tokens.all().get(i).is(';')) {
                if (i + 1 < tokens.all().size()) {
                    throw StatementFailed.refused("Only one sql statement is allowed. Got: " + tokens.sql());
                }
                return tokens.all().get(i).start();
            }
        }
        return tokens.sql().length();
    }

    private Plan plan() {
        if (tokens.accept("UNLOAD")) {
            return new Unloading(tokens, end).plan();
        }
        if (tokens.accept("OPTIMIZE")) {
            return optimize();
        }
        if (tokens.accept("VACUUM")) {
            return vacuum();
        }
        if (tokens.peek().is("EXPLAIN")) {
            return explain();
        }
        if (createsTable()) {
            return create(new Rewriting(statement.sql()));
        }
        EngineSql whole = new Rewriting(statement.sql()).keep(0, end).done();
        return written(whole);
    }

    private Plan written(EngineSql whole) {
        if (tokens.accept("INSERT", "INTO")
                || tokens.accept("DELETE", "FROM")
                || tokens.accept("MERGE", "INTO")
                || tokens.accept("UPDATE")) {
            return tokens.name()
                    .<Plan>map(name -> new Plan.Write(whole, engineName(name), engineName(name.metadata("properties"))))
                    .orElseGet(() -> new Plan.Define(whole));
        }
        return tokens.peek().is("CREATE") || tokens.peek().is("DROP") ? new Plan.Define(whole) : new Plan.Read(whole);
    }

    private boolean createsTable() {
        return tokens.peek().is("CREATE") && tokens.peek(1).is("TABLE");
    }

    private Plan.CreateTable create(Rewriting rewriting) {
        return new TableOfQuery(statement, tokens, end).plan(rewriting);
    }

    /** The words up to the explained statement stay; only a CTAS in it reads differently. */
    private Plan explain() {
        int from = tokens.offset();
        tokens.accept("EXPLAIN");
        tokens.accept("ANALYZE");
        tokens.accept("VERBOSE");
        if (tokens.peek().is('(')
                && !tokens.peek(1).is("SELECT")
                && !tokens.peek(1).is("WITH")) {
            tokens.closing();
        }
        if (createsTable()) {
            return new Plan.Read(create(new Rewriting(statement.sql()).keep(from, tokens.offset()))
                    .sql());
        }
        return new Plan.Read(new Rewriting(statement.sql()).keep(0, end).done());
    }

    private Plan optimize() {
        Name name = tokens.expectName();
        tokens.expect("REWRITE");
        tokens.expect("DATA");
        tokens.expect("USING");
        tokens.expect("BIN_PACK");
        Rewriting rewriting =
                new Rewriting(statement.sql()).put("ALTER TABLE " + engineName(name) + " EXECUTE optimize ");
        boolean all = tokens.offset() >= end;
        if (!all) {
            if (!tokens.peek().is("WHERE")) {
                throw tokens.mismatched("'WHERE', <EOF>");
            }
            rewriting.keep(tokens.offset(), end);
        }
        return new Plan.Optimize(
                rewriting.done(),
                engineName(name),
                engineName(name.metadata("properties")),
                all ? engineName(name.metadata("partitions")) : "");
    }

    private Plan vacuum() {
        Name name = tokens.expectName();
        if (tokens.offset() < end) {
            throw tokens.mismatched("<EOF>");
        }
        return new Plan.Vacuum(
                engineName(name), engineName(name.metadata("properties")), engineName(name.metadata("all_entries")));
    }

    private String engineName(Name name) {
        return name.in(name.catalog(CATALOG), database(statement));
    }
}
