package dev.tributary.normalize.evolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.naming.NamingConvention;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Table;
import dev.tributary.source.definition.Validity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a table of SCD2 that are not its records', and the hint of the column that tells versions apart. */
final class HistoryColumns {
    private HistoryColumns() {}

    /** The columns by which a row's validity is told, in dlt's stored form. */
    static List<Column> of(Validity validity, NamingConvention naming) {
        return List.of(
                column(naming.path(validity.from()), Map.of(Table.VALID_FROM, BooleanNode.TRUE)),
                column(naming.path(validity.to()), ending(validity.active())));
    }

    private static Map<String, JsonNode> ending(@Nullable Instant active) {
        Map<String, JsonNode> other = new LinkedHashMap<>();
        other.put(Table.VALID_TO, BooleanNode.TRUE);
        other.put(
                Table.ACTIVE_TIMESTAMP, active == null ? NullNode.getInstance() : TextNode.valueOf(active.toString()));
        return other;
    }

    private static Column column(String name, Map<String, JsonNode> other) {
        return new Column(name, DataType.TIMESTAMP, true, null, null, Set.of(), null, other);
    }

    /** Marks the column that tells versions apart; the row's id when the author named none. */
    static void markVersion(Map<String, Column> columns, Validity validity, NamingConvention naming) {
        if (validity.rowVersion() == null) {
            return;
        }
        String name = naming.path(validity.rowVersion());
        Column column = columns.getOrDefault(name, Column.of(name));
        columns.put(name, column.property(Table.ROW_VERSION, BooleanNode.TRUE).notNull());
    }
}
