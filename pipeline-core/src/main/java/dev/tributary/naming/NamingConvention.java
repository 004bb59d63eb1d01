package dev.tributary.naming;

import dev.tributary.error.ConfigException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the names of a source become names of tables and columns, by dlt's rules. Names are deterministic, never empty and
 * at most {@link #maxLength()} characters; a longer one is cut in the middle, where a tag of the raw name is put. Where
 * dlt's result would be empty, or the same for every name in a foreign script, the name is {@code x_<tag>}.
 *
 * <p>Conventions are immutable and thread-safe. They don't cache: ask once per path, not per record.
 */
public interface NamingConvention {
    /** The name of the convention that is used where none is set. */
    String DEFAULT = "snake_case";

    /** The longest name that Athena, Glue and Iceberg take, in characters. */
    int ATHENA_MAX_LENGTH = 255;

    /** The names of all conventions. */
    List<String> IDS = List.of("snake_case", "duck_case", "direct", "sql_cs_v1", "sql_ci_v1", "s3_tables");

    /** The convention's name in settings and in stored schemas. */
    String id();

    /** The longest name in characters, {@link Integer#MAX_VALUE} when there is no limit. */
    int maxLength();

    /** What stands between the parts of a path. */
    default String separator() {
        return "__";
    }

    /**
     * The name of one thing: a column, a resource.
     *
     * @throws IllegalArgumentException if the raw name is blank
     */
    String identifier(String raw);

    /**
     * The name of a table, a dataset or a schema.
     *
     * @throws IllegalArgumentException if the raw name is blank
     */
    default String table(String raw) {
        return identifier(raw);
    }

    /** The name of a column whose raw name may hold separators; each part is a name of its own. Blank is {@code _empty}. */
    default String path(String raw) {
        return Paths.normalize(this, raw, this::identifier);
    }

    /** The name of a table whose raw name may hold separators; each part is a table's name. Blank is {@code _empty}. */
    default String tablesPath(String raw) {
        return Paths.normalize(this, raw, this::table);
    }

    /** The path of a child below a parent; both are normalized already. */
    default String join(String parent, String child) {
        String path = Stream.of(parent, child)
                .filter(part -> !PythonSpace.isBlank(part))
                .collect(Collectors.joining(separator()));
        return Tag.shorten(path, path, maxLength());
    }

    /** The default convention, with names that Athena takes. */
    static NamingConvention athena() {
        return athena(DEFAULT, ATHENA_MAX_LENGTH);
    }

    /** The convention of that name, with names that Athena takes: at most so long, in lower case, digits of ASCII. */
    static NamingConvention athena(String id, int maxLength) {
        if (maxLength > ATHENA_MAX_LENGTH) {
            throw new ConfigException("Invalid max_identifier_length: '" + maxLength + "' (Athena takes at most "
                    + ATHENA_MAX_LENGTH + ")");
        }
        return new LakeNames(of(id, maxLength));
    }

    /** The convention of that name; without a length, names are not cut (by s3_tables at 255). */
    static NamingConvention of(String id, @Nullable Integer maxLength) {
        if (maxLength != null && maxLength < Tag.LENGTH) {
            throw new ConfigException(
                    "Invalid max_identifier_length: '" + maxLength + "' (at least " + Tag.LENGTH + ")");
        }
        int length = maxLength == null ? Integer.MAX_VALUE : maxLength;
        return switch (id) {
            case "snake_case" -> new SnakeCase(length);
            case "duck_case" -> new DuckCase(length);
            case "direct" -> new Direct(length);
            case "sql_cs_v1" -> new SqlV1(true, length);
            case "sql_ci_v1" -> new SqlV1(false, length);
            case "s3_tables" -> S3Tables.of(maxLength);
            default ->
                throw new ConfigException(
                        "Unknown naming convention '" + id + "' (available: " + String.join(", ", IDS) + ")");
        };
    }
}
