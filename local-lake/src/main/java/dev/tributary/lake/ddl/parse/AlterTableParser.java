package dev.tributary.lake.ddl.parse;

import dev.tributary.lake.ddl.statement.AlterTable;
import dev.tributary.lake.ddl.statement.AlterTable.Change;
import dev.tributary.lake.ddl.statement.ColumnDefinition;
import dev.tributary.lake.ddl.statement.PartitionSpec;
import dev.tributary.lake.ddl.statement.TableReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows ALTER TABLE. */
final class AlterTableParser {

    private static final String AFTER_NAME = ". Expecting: '.', 'ADD', 'DROP', 'EXECUTE', 'RENAME', 'SET'";

    private final Tokens tokens;
    private final TypeParser types;
    private final PartitionParser partitions;

    AlterTableParser(Tokens tokens) {
        this.tokens = tokens;
        this.types = new TypeParser(tokens);
        this.partitions = new PartitionParser(tokens);
    }

    AlterTable parse() {
        TableReference table = TableNames.table(tokens);
        return new AlterTable(table, tokens.peek().word("PARTITION") ? ofPartition() : ofTable());
    }

    private Change ofPartition() {
        PartitionSpec partition = partitions.equal();
        if (tokens.accept("RENAME", "TO")) {
            return new AlterTable.RenamePartition(partition, partitions.equal());
        }
        if (tokens.accept("ADD", "COLUMNS")) {
            return new AlterTable.AddColumns(partition, types.columns());
        }
        if (tokens.accept("REPLACE", "COLUMNS")) {
            return new AlterTable.ReplaceColumns(partition, types.columns());
        }
        tokens.require("SET", "LOCATION");
        return new AlterTable.SetLocation(partition, tokens.string());
    }

    private Change ofTable() {
        Token first = tokens.peek();
        return switch (tokens.keyword().orElse("")) {
            case "ADD" -> add();
            case "REPLACE" -> replace(first);
            case "CHANGE" -> change();
            case "DROP" -> drop(first);
            case "RENAME" -> rename();
            case "SET" -> set();
            case "UNSET" -> unset();
            case "ALTER" -> throw tokens.mismatched(first, AFTER_NAME);
            default -> throw tokens.unexpected();
        };
    }

    private Change add() {
        tokens.require("ADD");
        if (tokens.accept("COLUMNS")) {
            return new AlterTable.AddColumns(null, types.columns());
        }
        boolean ifNotExists = tokens.ifNotExists();
        List<AlterTable.NewPartition> added = new ArrayList<>();
        do {
            PartitionSpec spec = partitions.equal();
            added.add(new AlterTable.NewPartition(spec, tokens.accept("LOCATION") ? tokens.string() : null));
        } while (tokens.peek().word("PARTITION"));
        return new AlterTable.AddPartitions(ifNotExists, added);
    }

    private Change replace(Token first) {
        tokens.require("REPLACE");
        if (!tokens.accept("COLUMNS")) {
            throw tokens.mismatched(first, AFTER_NAME);
        }
        return new AlterTable.ReplaceColumns(null, types.columns());
    }

    private Change change() {
        tokens.require("CHANGE");
        if (tokens.peek().word("COLUMN")) {
            tokens.next();
        }
        String old = tokens.name();
        ColumnDefinition column = types.column();
        boolean first = tokens.accept("FIRST");
        @Nullable String after = !first && tokens.accept("AFTER") ? tokens.name() : null;
        return new AlterTable.ChangeColumn(old, column, first, after);
    }

    private Change drop(Token drop) {
        tokens.require("DROP");
        Token word = tokens.peek();
        if (tokens.accept("COLUMN")) {
            if (tokens.peek().word("IF") && tokens.peek(1).word("EXISTS")) {
                throw tokens.mismatched(tokens.peek(1), " expecting {<EOF>, '.'}");
            }
            return new AlterTable.DropColumn(tokens.name(), drop.value(), word.value(), tokens.position(word.start()));
        }
        if (word.word("COLUMNS")) {
            throw tokens.mismatched(word, ". Expecting: '.', 'DROP'");
        }
        boolean ifExists = tokens.ifExists();
        List<PartitionSpec> dropped = new ArrayList<>();
        do {
            dropped.add(partitions.compared());
        } while (tokens.acceptSymbol(","));
        tokens.accept("PURGE");
        return new AlterTable.DropPartitions(ifExists, dropped);
    }

    private Change rename() {
        tokens.require("RENAME");
        if (tokens.peek().word("COLUMN")) {
            throw tokens.refused(tokens.peek(), "missing 'TO' at " + tokens.quoted(tokens.peek()));
        }
        tokens.require("TO");
        return new AlterTable.Rename(TableNames.table(tokens));
    }

    private Change set() {
        tokens.require("SET");
        if (tokens.accept("LOCATION")) {
            return new AlterTable.SetLocation(null, tokens.string());
        }
        tokens.require("TBLPROPERTIES");
        return new AlterTable.SetProperties(tokens.properties());
    }

    private Change unset() {
        tokens.require("UNSET", "TBLPROPERTIES");
        boolean ifExists = tokens.ifExists();
        List<String> keys = new ArrayList<>();
        tokens.requireSymbol("(");
        do {
            keys.add(tokens.string());
        } while (tokens.acceptSymbol(","));
        tokens.requireSymbol(")");
        return new AlterTable.UnsetProperties(ifExists, keys);
    }
}
