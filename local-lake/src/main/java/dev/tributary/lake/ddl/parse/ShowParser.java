package dev.tributary.lake.ddl.parse;

import dev.tributary.lake.ddl.statement.DdlStatement;
import dev.tributary.lake.ddl.statement.Describe;
import dev.tributary.lake.ddl.statement.PartitionSpec;
import dev.tributary.lake.ddl.statement.ShowStatement;
import dev.tributary.lake.ddl.statement.TableReference;
import dev.tributary.lake.sql.StatementFailed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows SHOW and DESCRIBE. */
final class ShowParser {

    private final Tokens tokens;
    private final PartitionParser partitions;

    ShowParser(Tokens tokens) {
        this.tokens = tokens;
        this.partitions = new PartitionParser(tokens);
    }

    DdlStatement show() {
        String what = tokens.keyword().orElseThrow(tokens::unexpected);
        tokens.next();
        return switch (what) {
            case "DATABASES", "SCHEMAS" -> new ShowStatement.Databases(tokens.accept("LIKE") ? tokens.string() : null);
            case "TABLES" -> tables();
            case "VIEWS" -> new ShowStatement.Views(inDatabase(), tokens.accept("LIKE") ? tokens.string() : null);
            case "COLUMNS" -> columns();
            case "PARTITIONS" -> partitions();
            case "TBLPROPERTIES" -> properties();
            case "CREATE" -> create();
            default -> throw tokens.unexpected();
        };
    }

    private DdlStatement tables() {
        String database = inDatabase();
        if (tokens.peek().symbol(".")) {
            throw tokens.mismatched(tokens.peek(), " expecting {<EOF>, 'LIKE', STRING}");
        }
        boolean pattern = tokens.accept("LIKE") || tokens.peek().string();
        return new ShowStatement.Tables(database, pattern ? tokens.string() : null);
    }

    private @Nullable String inDatabase() {
        return tokens.accept("IN") || tokens.accept("FROM") ? TableNames.database(tokens) : null;
    }

    private DdlStatement columns() {
        if (!tokens.accept("IN")) {
            tokens.require("FROM");
        }
        TableReference table = TableNames.describedTable(tokens);
        String database = inDatabase();
        return new ShowStatement.Columns(database == null ? table : new TableReference(database, table.table()));
    }

    private DdlStatement partitions() {
        TableReference table = TableNames.table(tokens);
        PartitionSpec spec = tokens.peek().word("PARTITION") ? partitions.equal() : null;
        return new ShowStatement.Partitions(table, spec);
    }

    private DdlStatement properties() {
        TableReference table = TableNames.table(tokens);
        String key = null;
        if (tokens.acceptSymbol("(")) {
            key = tokens.string();
            tokens.requireSymbol(")");
        }
        return new ShowStatement.TableProperties(table, key);
    }

    private DdlStatement create() {
        if (tokens.accept("VIEW")) {
            return new ShowStatement.CreateView(TableNames.view(tokens));
        }
        tokens.require("TABLE");
        if (tokens.peek().kind() == Token.Kind.DOUBLE_QUOTED) {
            throw StatementFailed.refused("Queries of this type are not supported");
        }
        return new ShowStatement.CreateTable(TableNames.describedTable(tokens));
    }

    DdlStatement describe() {
        Describe.Detail detail = detail();
        TableReference table = TableNames.describedTable(tokens);
        List<String> column = new ArrayList<>();
        if (tokens.nameNext() && !tokens.peek().word("PARTITION")) {
            column.addAll(path());
        }
        PartitionSpec partition = tokens.peek().word("PARTITION") ? partitions.equal() : null;
        if (partition != null && column.isEmpty() && tokens.nameNext()) {
            column.addAll(path());
        }
        return new Describe(table, detail, column, partition);
    }

    /** EXTENDED and FORMATTED are names when nothing follows them. */
    private Describe.Detail detail() {
        Token after = tokens.peek(1);
        boolean nameFollows = after.kind() == Token.Kind.WORD || after.kind() == Token.Kind.BACKQUOTED;
        if (nameFollows && tokens.accept("EXTENDED")) {
            return Describe.Detail.EXTENDED;
        }
        return nameFollows && tokens.accept("FORMATTED") ? Describe.Detail.FORMATTED : Describe.Detail.PLAIN;
    }

    private List<String> path() {
        List<String> path = new ArrayList<>();
        path.add(tokens.name());
        while (tokens.acceptSymbol(".")) {
            path.add(tokens.peek().string() ? tokens.string() : tokens.name());
        }
        return path;
    }
}
