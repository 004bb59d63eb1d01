package dev.tributary.sources.sql;

import dev.tributary.schema.Column;
import dev.tributary.source.definition.TableHints;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table or view as the database describes it.
 *
 * @param quoted the name as it stands in queries
 * @param key the columns of its primary key, in their order there
 */
record DatabaseTable(String name, String quoted, List<DatabaseColumn> columns, List<String> key) {
    DatabaseTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The column of that name. */
    Optional<DatabaseColumn> find(String column) {
        return columns.stream().filter(c -> c.name().equals(column)).findFirst();
    }

    /** All its rows. */
    SqlQuery query() {
        String names = columns.stream().map(DatabaseColumn::quoted).collect(Collectors.joining(", "));
        return new SqlQuery("SELECT " + names + " FROM " + quoted, List.of());
    }

    TableHints hints() {
        Column[] known = columns.stream().flatMap(c -> c.hint().stream()).toArray(Column[]::new);
        return TableHints.of(name).columns(known).primaryKey(key.toArray(String[]::new));
    }
}
