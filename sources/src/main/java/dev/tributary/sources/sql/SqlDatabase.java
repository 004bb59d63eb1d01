package dev.tributary.sources.sql;

import dev.tributary.config.Secret;
import dev.tributary.error.ConfigException;
import dev.tributary.error.ExtractException;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.Setting;
import dev.tributary.source.Source;
import dev.tributary.source.definition.DynamicSource;
import dev.tributary.source.definition.ResourceDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a database, each as a resource of its name. What the database says of columns is known beforehand, so that
 * columns without values have their types, and primary keys are those of the database. A table without rows is made once it
 * has some. Rows are streamed, so that memory is bounded.
 */
@Source(name = "sql_database")
public final class SqlDatabase implements DynamicSource {
    private static final String SETTINGS = "sources.sql_database.";

    private final DatabaseAddress address;
    private final TableSearch search;
    private final @Nullable String cursor;
    private final WriteDisposition disposition;
    private final @Nullable TableFormat format;

    /**
     * Takes the settings below {@code sources.sql_database}.
     *
     * @param credentials the JDBC address, such as {@code jdbc:postgresql://host/shop?user=me&password=…}
     * @param schema the schema of the tables, or the database where there are no schemas; by default the connection's
     * @param tableNames which tables; {@code *} and {@code ?} stand for any letters and any letter
     * @param excludedTables which of these not
     * @param cursorPath the column by which tables that have it are loaded incrementally
     */
    public SqlDatabase(
            Secret credentials,
            @Nullable String username,
            @Nullable Secret password,
            @Nullable String schema,
            @Setting(defaultValue = "*") List<String> tableNames,
            @Setting(defaultValue = "") List<String> excludedTables,
            @Setting(defaultValue = "false") boolean includeViews,
            @Nullable String cursorPath,
            @Setting(defaultValue = "append") WriteDisposition writeDisposition,
            @Nullable TableFormat tableFormat) {
        this.address = new DatabaseAddress(credentials, username, password);
        this.search = new TableSearch(schema, tableNames, excludedTables, includeViews);
        this.cursor = cursorPath;
        this.disposition = writeDisposition;
        this.format = tableFormat;
        if (writeDisposition == WriteDisposition.SKIP) {
            throw new ConfigException("Invalid " + SETTINGS + "write_disposition: 'skip' (append, replace or merge)");
        }
    }

    @Override
    public List<ResourceDefinition> resources() {
        Map<String, CursorColumn> cursors = new HashMap<>();
        List<DatabaseTable> tables = tables(cursors);
        checkKeys(tables);
        if (cursor != null && tables.stream().noneMatch(t -> t.find(cursor).isPresent())) {
            throw new ConfigException(
                    "Invalid " + SETTINGS + "cursor_path: '" + cursor + "' (a column of one of the tables at least)");
        }
        return tables.stream()
                .map(table -> resource(table, Optional.ofNullable(cursors.get(table.name()))))
                .toList();
    }

    /** The tables, and by their names what they are loaded by. */
    private List<DatabaseTable> tables(Map<String, CursorColumn> cursors) {
        try (Connection connection = address.open()) {
            List<DatabaseTable> tables = search.tables(connection.getMetaData(), connection);
            for (DatabaseTable table : tables) {
                Optional<DatabaseColumn> column = cursor == null ? Optional.empty() : table.find(cursor);
                if (column.isPresent()) {
                    cursors.put(table.name(), CursorColumn.of(table, column.get(), connection));
                }
            }
            return tables;
        } catch (SQLException e) {
            throw new ExtractException("Cannot read the tables of the database: " + address.hide(e) + " (mend "
                    + SETTINGS + "credentials, or wait until the database can be reached)");
        }
    }

    private void checkKeys(List<DatabaseTable> tables) {
        List<String> without = new ArrayList<>();
        for (DatabaseTable table : tables) {
            if (disposition == WriteDisposition.MERGE && table.key().isEmpty()) {
                without.add("'" + table.name() + "'");
            }
        }
        if (!without.isEmpty()) {
            throw new ConfigException("Cannot merge tables without a primary key: " + String.join(", ", without)
                    + " (put them into " + SETTINGS + "excluded_tables, or set " + SETTINGS
                    + "write_disposition to append or replace)");
        }
    }

    private ResourceDefinition resource(DatabaseTable table, Optional<CursorColumn> by) {
        ResourceDefinition resource = ResourceDefinition.of(table.name(), state -> {
                    SqlQuery query = table.query();
                    SqlQuery range = by.isPresent() ? by.get().range(query, state) : query;
                    return SqlRows.of(
                            address::open, range.text(), range.parameters().toArray());
                })
                .with(table.hints().disposition(disposition).format(format));
        return by.isPresent() ? resource.incremental(by.get().definition()) : resource;
    }
}
