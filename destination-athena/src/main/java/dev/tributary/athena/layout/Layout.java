package dev.tributary.athena.layout;

import dev.tributary.error.ConfigException;
import dev.tributary.loadpackage.LoadId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The setting {@code layout}: where a data file lies below its dataset. Each table has a folder of its own, so
 * {@code {table_name}} is the first placeholder and a slash follows it; {@code {file_id}} comes somewhere after.
 */
public final class Layout {
    /** dlt's default, readable and unique. */
    public static final String DEFAULT = "{table_name}/{load_id}.{file_id}.{ext}";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final List<String> NAMES = List.of("table_name", "load_id", "file_id", "ext");

    private final String prefix;
    private final String rest;

    private Layout(String prefix, String rest) {
        this.prefix = prefix;
        this.rest = rest;
    }

    /**
     * The layout of that text.
     *
     * @throws ConfigException if a table would have no folder of its own, or two files one name
     */
    public static Layout of(String layout) {
        List<String> placeholders = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(layout);
        while (matcher.find()) {
            placeholders.add(matcher.group(1));
        }
        for (String name : placeholders) {
            if (!NAMES.contains(name) && !DatePlaceholder.NAMES.contains(name)) {
                throw invalid(
                        layout,
                        "'{%s}' is not a placeholder of the Athena layout; allowed: {table_name}, {load_id}, "
                                        .formatted(name)
                                + "{file_id}, {ext} and dlt's date placeholders");
            }
        }
        if (placeholders.isEmpty() || !placeholders.get(0).equals("table_name")) {
            throw invalid(layout, "'{table_name}' must be the first placeholder");
        }
        int end = layout.indexOf("{table_name}") + "{table_name}".length();
        if (!layout.startsWith("/", end)) {
            throw invalid(layout, "'/' must follow '{table_name}', so that each table has a folder of its own");
        }
        if (!placeholders.contains("file_id")) {
            throw invalid(layout, "'{file_id}' must come after '{table_name}/', so that no two files have one name");
        }
        if (layout.startsWith("/") || layout.contains("//")) {
            throw invalid(layout, "a folder must have a name");
        }
        return new Layout(layout.substring(0, end + 1), layout.substring(end + 1));
    }

    private static ConfigException invalid(String layout, String rule) {
        return new ConfigException("Invalid layout: '%s' (%s)".formatted(layout, rule));
    }

    /** The folder of a table, with a slash at its end. */
    public String tableFolder(String table) {
        return prefix.replace("{table_name}", table);
    }

    /** The name of a Parquet file below its table's folder. */
    public String file(String table, LoadId loadId, String fileId, Instant createdAt) {
        return PLACEHOLDER
                .matcher(rest)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1)) {
                            case "table_name" -> table;
                            case "load_id" -> loadId.value();
                            case "file_id" -> fileId;
                            case "ext" -> "parquet";
                            default -> DatePlaceholder.format(match.group(1), createdAt);
                        }));
    }
}
