package dev.tributary.lake.ddl.parse;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by its first words whether a statement is for the parser of DDL. */
final class LeadingWords {

    private static final Set<String> SHOWN =
            Set.of("DATABASES", "SCHEMAS", "TABLES", "VIEWS", "COLUMNS", "PARTITIONS", "TBLPROPERTIES");

    private LeadingWords() {}

    static boolean areDdl(List<Token> tokens) {
        String second = word(tokens, 1);
        return switch (word(tokens, 0)) {
            case "CREATE" -> create(tokens, second);
            case "DROP" -> Set.of("DATABASE", "SCHEMA", "TABLE", "VIEW").contains(second);
            case "ALTER" -> Set.of("DATABASE", "SCHEMA", "TABLE").contains(second);
            case "SHOW" ->
                SHOWN.contains(second)
                        || second.equals("CREATE") && Set.of("TABLE", "VIEW").contains(word(tokens, 2));
            case "MSCK", "DESCRIBE", "DESC" -> true;
            default -> false;
        };
    }

    private static boolean create(List<Token> tokens, String second) {
        return switch (second) {
            case "DATABASE", "SCHEMA" -> true;
            case "EXTERNAL" -> word(tokens, 2).equals("TABLE");
            case "OR" -> word(tokens, 2).equals("REPLACE") && word(tokens, 3).equals("TABLE");
            case "TABLE" -> !hasQuery(tokens);
            default -> false;
        };
    }

    /** A query follows an AS that is neither in parentheses nor part of STORED AS or DEFINED AS. */
    private static boolean hasQuery(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.symbol("(")) {
                depth++;
            } else if (token.symbol(")")) {
                depth--;
            } else if (depth == 0 && token.word("AS") && i > 0) {
                Token before = tokens.get(i - 1);
                return !before.word("STORED") && !before.word("DEFINED");
            }
        }
        return false;
    }

    private static String word(List<Token> tokens, int index) {
        Token token = tokens.get(Math.min(index, tokens.size() - 1));
        return token.kind() == Token.Kind.WORD ? token.value().toUpperCase(Locale.ROOT) : "";
    }
}
