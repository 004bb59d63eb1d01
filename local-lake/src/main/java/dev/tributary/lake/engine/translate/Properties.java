package dev.tributary.lake.engine.translate;

import dev.tributary.lake.sql.StatementFailed;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What stands in brackets after WITH, as its author wrote it. */
final class Properties {
    private static final Set<String> COMPRESSION =
            Set.of("write_compression", "parquet_compression", "orc_compression");

    /** Properties of a Hive table of a query. */
    static final Set<String> HIVE = Set.of(
            "table_type",
            "is_external",
            "external_location",
            "format",
            "partitioned_by",
            "bucketed_by",
            "bucket_count",
            "field_delimiter",
            "null_format",
            "compression_level",
            "write_compression",
            "parquet_compression",
            "orc_compression");

    /** Properties that Athena keeps in the table for its own OPTIMIZE and VACUUM. */
    private static final Set<String> KEPT = Set.of(
            "vacuum_min_snapshots_to_keep",
            "vacuum_max_snapshot_age_seconds",
            "vacuum_max_metadata_files_to_keep",
            "optimize_rewrite_data_file_threshold",
            "optimize_rewrite_delete_file_threshold",
            "optimize_rewrite_min_data_file_size_bytes",
            "optimize_rewrite_max_data_file_size_bytes",
            "write_target_data_file_size_bytes");

    /** Properties of an Iceberg table of a query. */
    static final Set<String> ICEBERG = union(
            KEPT,
            Set.of(
                    "table_type",
                    "is_external",
                    "location",
                    "format",
                    "partitioning",
                    "compression_level",
                    "write_data_path_enabled",
                    "write_compression",
                    "parquet_compression",
                    "orc_compression"));

    /** Properties of UNLOAD. */
    static final Set<String> UNLOAD =
            Set.of("format", "compression", "compression_level", "field_delimiter", "partitioned_by");

    private record Value(Token name, String source, String text) {}

    private final Tokens tokens;
    private final Map<String, Value> values = new LinkedHashMap<>();

    private Properties(Tokens tokens) {
        this.tokens = tokens;
    }

    static Properties none(Tokens tokens) {
        return new Properties(tokens);
    }

    /** Reads from the bracket to its partner. */
    static Properties read(Tokens tokens) {
        Properties properties = new Properties(tokens);
        tokens.expect('(');
        do {
            properties.one();
        } while (tokens.accept(','));
        tokens.expect(')');
        return properties;
    }

    private void one() {
        if (!tokens.peek().isName()) {
            throw tokens.mismatched("<identifier>");
        }
        Token name = tokens.take();
        tokens.expect('=');
        int from = tokens.offset();
        Token first = tokens.peek();
        int depth = 0;
        int to = from;
        while (!tokens.atEnd()
                && (depth > 0 || !(tokens.peek().is(',') || tokens.peek().is(')')))) {
            Token token = tokens.take();
            depth += token.is('(') || token.is('[') ? 1 : token.is(')') || token.is(']') ? -1 : 0;
            to = token.end();
        }
        if (to == from) {
            throw tokens.mismatched("<expression>");
        }
        String source = tokens.sql().substring(from, to);
        values.put(name.value(), new Value(name, source, first.end() == to ? first.value() : source));
    }

    /** Refuses what is not among these, as the engine of Athena does. */
    void allowOnly(Set<String> allowed) {
        values.forEach((key, value) -> {
            if (!allowed.contains(key)) {
                throw StatementFailed.user(
                        1101,
                        "INVALID_TABLE_PROPERTY: %s: Catalog '%s' table property '%s' does not exist"
                                .formatted(tokens.position(value.name().start()), Translation.CATALOG, key));
            }
        });
    }

    /** A value without its quotes, empty where it is not given. */
    String text(String key) {
        return textOr(key, "");
    }

    String textOr(String key, String otherwise) {
        Value value = values.get(key);
        return value == null ? otherwise : value.text();
    }

    /** A value as it was written, empty where it is not given. */
    String source(String key) {
        Value value = values.get(key);
        return value == null ? "" : value.source();
    }

    /** The codec in the engine's words. */
    String compression(String otherwise) {
        String given = otherwise;
        for (String key : COMPRESSION) {
            given = textOr(key, given);
        }
        return codec(given);
    }

    static String codec(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "UNCOMPRESSED" -> "NONE";
            case "ZLIB", "DEFLATE" -> "GZIP";
            default -> upper;
        };
    }

    /** What is only kept in the table, in order of its names. */
    Map<String, String> extra() {
        Map<String, String> extra = new TreeMap<>();
        values.forEach((key, value) -> {
            if (KEPT.contains(key)) {
                extra.put(key, value.text());
            }
        });
        return extra;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new java.util.TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
