package dev.tributary.lake.ddl.parse;

import dev.tributary.lake.ddl.statement.DatabaseStatement;
import dev.tributary.lake.ddl.statement.DdlStatement;
import dev.tributary.lake.ddl.statement.DropTable;
import dev.tributary.lake.ddl.statement.DropView;
import dev.tributary.lake.ddl.statement.RepairTable;
import dev.tributary.lake.ddl.type.HiveType;
import dev.tributary.lake.sql.StatementFailed;
import java.util.Map;
import java.util.Optional;

/** One statement of the closed list that needs no engine. */
public final class DdlParser {

    private final Tokens tokens;

    private DdlParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Whether a text begins as one of these statements, comments and white space left out. A CREATE TABLE that goes on with a
     * query is not one of them.
     */
    public static boolean takes(String sql) {
        return LeadingWords.areDdl(Lexer.of(sql).tokens());
    }

    /**
     * The statement of a text.
     *
     * @throws StatementFailed refused, if it is none
     */
    public static ParsedStatement parse(String sql) {
        String text = sql.stripLeading();
        Lexer lexer = Lexer.of(text);
        Tokens tokens = new Tokens(text, lexer.tokens());
        DdlStatement statement = new DdlParser(tokens).statement();
        tokens.end();
        return new ParsedStatement(statement, BlockComments.complaint(text, lexer, statement));
    }

    /** A type as Glue keeps it, empty if the text is none. */
    public static Optional<HiveType> type(String text) {
        Tokens tokens = new Tokens(text, Lexer.of(text).tokens());
        try {
            HiveType type = TypeParser.kept(tokens).type();
            tokens.end();
            return Optional.of(type);
        } catch (StatementFailed e) {
            return Optional.empty();
        }
    }

    private DdlStatement statement() {
        String first = tokens.keyword().orElseThrow(tokens::unexpected);
        tokens.next();
        return switch (first) {
            case "CREATE" -> create();
            case "DROP" -> drop();
            case "ALTER" -> alter();
            case "MSCK" -> repair();
            case "SHOW" -> new ShowParser(tokens).show();
            case "DESCRIBE", "DESC" -> new ShowParser(tokens).describe();
            default -> throw StatementFailed.refused("Queries of this type are not supported");
        };
    }

    private DdlStatement create() {
        if (tokens.accept("DATABASE") || tokens.accept("SCHEMA")) {
            return createDatabase();
        }
        if (tokens.accept("OR", "REPLACE")) {
            throw tokens.mismatched(tokens.peek(), ". Expecting: 'MATERIALIZED', 'MULTI', 'PROTECTED', 'VIEW'");
        }
        boolean external = tokens.accept("EXTERNAL");
        tokens.require("TABLE");
        return new CreateTableParser(tokens).parse(external);
    }

    private DdlStatement createDatabase() {
        boolean ifNotExists = tokens.ifNotExists();
        String name = TableNames.database(tokens);
        String comment = tokens.comment();
        String location = tokens.accept("LOCATION") ? tokens.string() : null;
        Map<String, String> properties = tokens.accept("WITH", "DBPROPERTIES") ? tokens.properties() : Map.of();
        return new DatabaseStatement.Create(name, ifNotExists, comment, location, properties);
    }

    private DdlStatement drop() {
        if (tokens.accept("DATABASE") || tokens.accept("SCHEMA")) {
            boolean ifExists = tokens.ifExists();
            String name = TableNames.database(tokens);
            boolean cascade = tokens.accept("CASCADE");
            if (!cascade) {
                tokens.accept("RESTRICT");
            }
            return new DatabaseStatement.Drop(name, ifExists, cascade);
        }
        if (tokens.accept("VIEW")) {
            boolean ifExists = tokens.ifExists();
            return new DropView(TableNames.view(tokens), ifExists);
        }
        tokens.require("TABLE");
        boolean ifExists = tokens.ifExists();
        DropTable drop = new DropTable(TableNames.table(tokens), ifExists);
        if (tokens.peek().symbol(".")) {
            throw tokens.mismatched(tokens.peek(), " expecting {<EOF>, 'PURGE'}");
        }
        tokens.accept("PURGE");
        return drop;
    }

    private DdlStatement alter() {
        if (tokens.accept("DATABASE") || tokens.accept("SCHEMA")) {
            String name = TableNames.database(tokens);
            tokens.require("SET", "DBPROPERTIES");
            return new DatabaseStatement.SetProperties(name, tokens.properties());
        }
        tokens.require("TABLE");
        return new AlterTableParser(tokens).parse();
    }

    private DdlStatement repair() {
        tokens.require("REPAIR", "TABLE");
        return new RepairTable(TableNames.table(tokens));
    }
}
