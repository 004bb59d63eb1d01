package dev.tributary.lake.ddl.parse;

import dev.tributary.lake.ddl.statement.TableReference;
import dev.tributary.lake.sql.StatementFailed;
import java.util.ArrayList;
import java.util.List;

/** Names of tables and databases with the parts before them. */
final class TableNames {

    private static final String CATALOG = "awsdatacatalog";

    private TableNames() {}

    /** A table's name of one to three parts. A fourth part is not read, so that the statement does not go on. */
    static TableReference table(Tokens tokens) {
        List<String> parts = new ArrayList<>();
        parts.add(tokens.name());
        while (parts.size() < 3 && tokens.acceptSymbol(".")) {
            parts.add(tokens.name());
        }
        return reference(tokens, parts);
    }

    /** The same for the statements that read any number of parts and then say that they are too many. */
    static TableReference describedTable(Tokens tokens) {
        List<String> parts = new ArrayList<>();
        do {
            parts.add(tokens.name());
        } while (tokens.acceptSymbol("."));
        if (parts.size() > 3) {
            throw StatementFailed.refused("Invalid table name " + String.join(".", parts));
        }
        return reference(tokens, parts);
    }

    /** A view's name, which is quoted as in queries. */
    static TableReference view(Tokens tokens) {
        List<String> parts = new ArrayList<>();
        do {
            parts.add(viewPart(tokens));
        } while (tokens.acceptSymbol("."));
        if (parts.size() > 3) {
            throw StatementFailed.refused("Invalid table name " + String.join(".", parts));
        }
        return reference(tokens, parts);
    }

    private static String viewPart(Tokens tokens) {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case BACKQUOTED ->
                throw tokens.refused(
                        token, "backquoted identifiers are not supported; use double quotes to quote identifiers");
            case DOUBLE_QUOTED -> Tokens.fold(tokens.next().value());
            case WORD -> {
                if (!Character.isDigit(token.value().charAt(0))) {
                    yield Tokens.fold(tokens.next().value());
                }
                throw tokens.refused(
                        token, "identifiers must not start with a digit; surround the identifier with double quotes");
            }
            default -> throw tokens.mismatched(token, ". Expecting: <identifier>");
        };
    }

    /** A database's name, with the catalog before it or not. */
    static String database(Tokens tokens) {
        String name = tokens.name();
        if (!tokens.acceptSymbol(".")) {
            return name;
        }
        requireCatalog(tokens, name);
        return tokens.name();
    }

    private static TableReference reference(Tokens tokens, List<String> parts) {
        int size = parts.size();
        if (size == 3) {
            requireCatalog(tokens, parts.get(0));
        }
        if (size == 1) {
            return bare(parts.get(0));
        }
        return new TableReference(parts.get(size - 2), parts.get(size - 1));
    }

    /** Hive takes `database.table` between one pair of backquotes too, which is how it prints it. */
    private static TableReference bare(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && dot < name.length() - 1
                ? new TableReference(name.substring(0, dot), name.substring(dot + 1))
                : new TableReference(null, name);
    }

    private static void requireCatalog(Tokens tokens, String name) {
        if (!name.equals(CATALOG)) {
            tokens.refuseAtEnd(
                    StatementFailed.refused("DATACATALOG_NOT_FOUND", "Catalog '" + name + "' does not exist"));
        }
    }
}
