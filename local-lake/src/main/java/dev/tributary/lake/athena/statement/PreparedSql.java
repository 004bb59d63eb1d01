package dev.tributary.lake.athena.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A statement about a prepared statement.
 *
 * @param name of the prepared statement
 * @param sql what PREPARE keeps, empty for the other two
 * @param expressions what EXECUTE puts in the places of question marks
 */
public record PreparedSql(Verb verb, String name, String sql, List<String> expressions) {

    /** What is done with the name. */
    public enum Verb {
        PREPARE,
        EXECUTE,
        DEALLOCATE
    }

    public PreparedSql {
        expressions = List.copyOf(expressions);
    }

    /** Reads a statement if it is one of these, complete. */
    public static Optional<PreparedSql> of(String sql) {
        List<Token> tokens = SqlText.tokens(sql);
        if (tokens.size() < 2) {
            return Optional.empty();
        }
        return switch (tokens.get(0).upper()) {
            case "PREPARE" -> prepare(sql, tokens);
            case "EXECUTE" -> execute(sql, tokens);
            case "DEALLOCATE" -> deallocate(tokens);
            default -> Optional.empty();
        };
    }

    private static Optional<PreparedSql> prepare(String sql, List<Token> tokens) {
        return tokens.size() > 3 && tokens.get(2).is("FROM")
                ? Optional.of(new PreparedSql(
                        Verb.PREPARE,
                        name(tokens.get(1)),
                        sql.substring(tokens.get(3).start()),
                        List.of()))
                : Optional.empty();
    }

    private static Optional<PreparedSql> execute(String sql, List<Token> tokens) {
        if (tokens.get(1).is("IMMEDIATE")) {
            return Optional.empty();
        }
        String name = name(tokens.get(1));
        if (tokens.size() == 2) {
            return Optional.of(new PreparedSql(Verb.EXECUTE, name, "", List.of()));
        }
        return tokens.size() > 3 && tokens.get(2).is("USING")
                ? Optional.of(new PreparedSql(Verb.EXECUTE, name, "", split(sql, tokens.subList(3, tokens.size()))))
                : Optional.empty();
    }

    private static Optional<PreparedSql> deallocate(List<Token> tokens) {
        return tokens.size() == 3 && tokens.get(1).is("PREPARE")
                ? Optional.of(new PreparedSql(Verb.DEALLOCATE, name(tokens.get(2)), "", List.of()))
                : Optional.empty();
    }

    /** Cuts at commas outside of parentheses and brackets. */
    private static List<String> split(String sql, List<Token> tokens) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = tokens.get(0).start();
        for (Token token : tokens) {
            if (token.isSymbol("(") || token.isSymbol("[")) {
                depth++;
            } else if (token.isSymbol(")") || token.isSymbol("]")) {
                depth--;
            } else if (depth == 0 && token.isSymbol(",")) {
                parts.add(sql.substring(from, token.start()).strip());
                from = token.end();
            }
        }
        parts.add(sql.substring(from, tokens.get(tokens.size() - 1).end()).strip());
        return parts;
    }

    /** Names without quotes are folded to lower case, as the engine does. */
    private static String name(Token token) {
        return token.kind() == Token.Kind.QUOTED_NAME && token.text().length() > 1
                ? token.text().substring(1, token.text().length() - 1)
                : token.text().toLowerCase(Locale.ROOT);
    }
}
