package dev.tributary.athena.sql;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A statement for Athena.
 *
 * @param parameters what stands for its question marks: text, numbers, truths, dates, times or null
 * @param database where names without a database are looked for
 * @param token starting a statement twice with one token starts it once; 32 to 128 characters
 * @param repeatable whether a run that failed has left nothing behind: all but INSERT and CREATE TABLE AS of Hive tables
 */
public record Query(
        String sql,
        List<@Nullable Object> parameters,
        @Nullable String database,
        String token,
        boolean repeatable) {
    public Query {
        parameters = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(parameters));
    }

    /** A statement without parameters that may be repeated. */
    public static Query of(String sql, @Nullable String database) {
        return new Query(sql, List.of(), database, UUID.randomUUID().toString(), true);
    }

    /** The same with parameters. */
    public Query with(List<@Nullable Object> values) {
        return new Query(sql, values, database, token, repeatable);
    }

    /** The same with another token. */
    public Query withToken(String newToken) {
        return new Query(sql, parameters, database, newToken, repeatable);
    }

    /** The same, told whether it may be repeated. */
    public Query repeatable(boolean newRepeatable) {
        return new Query(sql, parameters, database, token, newRepeatable);
    }
}
