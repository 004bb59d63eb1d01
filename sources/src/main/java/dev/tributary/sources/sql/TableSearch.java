package dev.tributary.sources.sql;

import dev.tributary.config.Suggestion;
import dev.tributary.error.ConfigException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which tables of a database are meant, by patterns of their names. */
record TableSearch(@Nullable String schema, List<String> wanted, List<String> unwanted, boolean includeViews) {
    private static final String SETTING = "sources.sql_database.table_names";
    private static final Set<String> TABLES = Set.of("TABLE", "BASE TABLE", "PARTITIONED TABLE");
    private static final Set<String> VIEWS = Set.of("VIEW", "MATERIALIZED VIEW");

    /** More names than that help nobody. */
    private static final int NAMES_IN_MESSAGE = 20;

    TableSearch {
        wanted = List.copyOf(wanted);
        unwanted = List.copyOf(unwanted);
    }

    /** Where tables are looked for, in the words of JDBC; null for anywhere. */
    private record Place(@Nullable String catalog, @Nullable String schema) {}

    /** The tables, by name. A pattern that no table matches is refused. */
    List<DatabaseTable> tables(DatabaseMetaData database, Connection connection) throws SQLException {
        // Where there are no schemas, such as in MySQL, a database is what others call a schema.
        Place place = database.supportsSchemasInTableDefinitions()
                ? new Place(connection.getCatalog(), schema != null ? schema : connection.getSchema())
                : new Place(schema != null ? schema : connection.getCatalog(), null);
        TreeSet<String> all = names(database, place);
        for (String pattern : wanted) {
            if (all.stream().noneMatch(name -> matches(pattern, name))) {
                throw unknown(pattern, all);
            }
        }
        List<DatabaseTable> found = new ArrayList<>();
        for (String name : all) {
            if (wanted.stream().anyMatch(p -> matches(p, name))
                    && unwanted.stream().noneMatch(p -> matches(p, name))) {
                found.add(table(database, place, name));
            }
        }
        if (found.isEmpty()) {
            throw new ConfigException("Invalid sources.sql_database.excluded_tables: '" + String.join(", ", unwanted)
                    + "' (leave one table of " + SETTING + " at least)");
        }
        return found;
    }

    private TreeSet<String> names(DatabaseMetaData database, Place place) throws SQLException {
        TreeSet<String> names = new TreeSet<>();
        try (ResultSet rows = database.getTables(place.catalog(), place.schema(), "%", null)) {
            while (rows.next()) {
                String type = rows.getString("TABLE_TYPE");
                boolean isWanted = TABLES.contains(type) || includeViews && VIEWS.contains(type);
                if (isWanted && isIn(place, rows)) {
                    names.add(rows.getString("TABLE_NAME"));
                }
            }
        }
        return names;
    }

    /** What is asked for is a pattern to drivers, so that {@code my_schema} also finds {@code myXschema}. */
    private static boolean isIn(Place place, ResultSet rows) throws SQLException {
        return place.schema() == null || place.schema().equals(rows.getString("TABLE_SCHEM"));
    }

    private static boolean matches(String pattern, String name) {
        return name.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }

    private static ConfigException unknown(String pattern, Set<String> all) {
        String meant = Suggestion.closest(pattern, all)
                .map(s -> "; did you mean '" + s + "'?")
                .orElse("");
        String names = all.isEmpty()
                ? "none"
                : all.stream().limit(NAMES_IN_MESSAGE).collect(Collectors.joining(", "))
                        + (all.size() > NAMES_IN_MESSAGE ? " and " + (all.size() - NAMES_IN_MESSAGE) + " more" : "");
        return new ConfigException(
                "Unknown table '%s' in %s (available: %s%s)".formatted(pattern, SETTING, names, meant));
    }

    private DatabaseTable table(DatabaseMetaData database, Place place, String name) throws SQLException {
        String quote = database.getIdentifierQuoteString();
        List<DatabaseColumn> columns = new ArrayList<>();
        try (ResultSet rows = database.getColumns(place.catalog(), place.schema(), escaped(database, name), "%")) {
            while (rows.next()) {
                if (isIn(place, rows) && name.equals(rows.getString("TABLE_NAME"))) {
                    columns.add(column(rows, quote));
                }
            }
        }
        TreeMap<Integer, String> key = new TreeMap<>();
        try (ResultSet rows = database.getPrimaryKeys(place.catalog(), place.schema(), name)) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        String within = place.schema() != null ? place.schema() : schema;
        String quoted = (within == null ? "" : quoted(within, quote) + ".") + quoted(name, quote);
        return new DatabaseTable(name, quoted, columns, List.copyOf(key.values()));
    }

    private static String escaped(DatabaseMetaData database, String name) throws SQLException {
        String escape = Objects.requireNonNullElse(database.getSearchStringEscape(), "");
        return escape.isEmpty() ? name : name.replace("_", escape + "_").replace("%", escape + "%");
    }

    private static DatabaseColumn column(ResultSet rows, String quote) throws SQLException {
        String name = rows.getString("COLUMN_NAME");
        String typeName = Objects.requireNonNullElse(rows.getString("TYPE_NAME"), "");
        return DatabaseColumn.of(
                name,
                quoted(name, quote),
                rows.getInt("DATA_TYPE"),
                typeName,
                rows.getInt("COLUMN_SIZE"),
                rows.getInt("DECIMAL_DIGITS"));
    }

    /** A blank quote says that the database has none. */
    private static String quoted(String name, String quote) {
        return quote.isBlank() ? name : quote + name.replace(quote, quote + quote) + quote;
    }
}
