package dev.tributary.lake.engine.translate;

import dev.tributary.lake.sql.StatementFailed;
import java.util.List;
import java.util.Set;

/** What the engine could do and Athena cannot. */
final class Refusals {
    /** Statements of the engine that Athena's users cannot send, by their first words. */
    private static final List<List<String>> STATEMENTS = List.of(
            List.of("CALL"),
            List.of("SET"),
            List.of("RESET"),
            List.of("USE"),
            List.of("GRANT"),
            List.of("REVOKE"),
            List.of("DENY"),
            List.of("START"),
            List.of("COMMIT"),
            List.of("ROLLBACK"),
            List.of("ANALYZE"),
            List.of("COMMENT"),
            List.of("TRUNCATE"),
            List.of("REFRESH"),
            List.of("KILL"),
            List.of("ALTER"),
            List.of("WITH", "SESSION"),
            List.of("WITH", "FUNCTION"),
            List.of("USING"),
            List.of("DESCRIBE", "INPUT"),
            List.of("DESCRIBE", "OUTPUT"),
            List.of("SHOW", "SESSION"),
            List.of("SHOW", "ROLE"),
            List.of("SHOW", "ROLES"),
            List.of("SHOW", "GRANTS"),
            List.of("SHOW", "CURRENT"),
            List.of("SHOW", "CATALOGS"),
            List.of("SHOW", "STATS"),
            List.of("SHOW", "BRANCHES"),
            List.of("CREATE", "ROLE"),
            List.of("CREATE", "CATALOG"),
            List.of("CREATE", "BRANCH"),
            List.of("CREATE", "FUNCTION"),
            List.of("CREATE", "MATERIALIZED"),
            List.of("CREATE", "OR", "REPLACE", "FUNCTION"),
            List.of("CREATE", "OR", "REPLACE", "MATERIALIZED"),
            List.of("DROP", "ROLE"),
            List.of("DROP", "CATALOG"),
            List.of("DROP", "BRANCH"),
            List.of("DROP", "FUNCTION"),
            List.of("DROP", "MATERIALIZED"));

    /**
     * Functions of Trino 452 (the distances) and 479, by its release notes. Athena's engine has Iceberg 1.4.2, which Trino had
     * in versions of late 2023.
     */
    private static final Set<String> FUNCTIONS =
            Set.of("cosine_distance", "dot_product", "euclidean_distance", "array_first", "array_last");

    /** Catalogs of the engine's own. */
    private static final Set<String> CATALOGS = Set.of(Translation.ICEBERG_CATALOG, "unload", "system");

    private Refusals() {}

    static void check(Tokens tokens) {
        for (List<String> words : STATEMENTS) {
            if (begins(tokens, words)) {
                throw StatementFailed.refused("Queries of this type are not supported");
            }
        }
        if (begins(tokens, List.of("CREATE", "OR", "REPLACE", "TABLE"))) {
            throw StatementFailed.refused(tokens.position(tokens.peek(3).start())
                    + ": mismatched input 'TABLE'. Expecting: 'MATERIALIZED', 'MULTI', 'PROTECTED', 'VIEW'");
        }
        for (int i = 0; i < tokens.all().size(); i++) {
            checkFunction(tokens, i);
            checkCatalog(tokens, i);
        }
    }

    private static boolean begins(Tokens tokens, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (!tokens.peek(i).is(words.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static void checkFunction(Tokens tokens, int i) {
        Token token = tokens.peek(i);
        if (token.isName()
                && tokens.peek(i + 1).is('(')
                && FUNCTIONS.contains(token.value())
                && (i == 0 || !tokens.peek(i - 1).is('.'))) {
            throw StatementFailed.user(
                    1303,
                    "FUNCTION_NOT_FOUND: %s: Function '%s' not registered"
                            .formatted(tokens.position(token.start()), token.value()));
        }
    }

    private static void checkCatalog(Tokens tokens, int i) {
        Token token = tokens.peek(i);
        if (token.isName()
                && CATALOGS.contains(token.value())
                && tokens.peek(i + 1).is('.')
                && tokens.peek(i + 2).isName()
                && tokens.peek(i + 3).is('.')
                && (i == 0 || !tokens.peek(i - 1).is('.'))) {
            throw StatementFailed.user(
                    1006,
                    "CATALOG_NOT_FOUND: %s: Catalog '%s' not found"
                            .formatted(tokens.position(token.start()), token.value()));
        }
    }
}
