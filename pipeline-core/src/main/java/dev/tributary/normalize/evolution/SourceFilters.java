package dev.tributary.normalize.evolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.rows.ColumnFilter;
import dev.tributary.schema.Table;
import dev.tributary.source.definition.TableHints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is left out of tables: said by a source, or stored with a table. */
record SourceFilters(GrowingSchema schema, NamingConvention naming) {
    /** Says that a table's filters are its source's and end with them; a schema's own ones stay. */
    private static final String OF_SOURCE = "x-filters-of-source";

    /** What the source leaves out; where it says nothing, what the stored root table does; and what stored nested ones do. */
    ColumnFilter of(String root, TableHints hints) {
        List<ColumnFilter.Rule> rules = new ArrayList<>();
        if (!hints.excludes().isEmpty()) {
            rules.add(ColumnFilter.Rule.of(hints));
        }
        for (Table table : schema.tablesOf(root)) {
            JsonNode stored = table.other().get(ColumnFilter.PROPERTY);
            if (stored == null) {
                continue;
            }
            if (table.parent() != null) {
                String below =
                        table.name().substring(Math.min(table.name().length(), (root + naming.separator()).length()));
                rules.add(ColumnFilter.Rule.of(table.name(), below + naming.separator(), stored));
            } else if (hints.excludes().isEmpty() && !table.other().containsKey(OF_SOURCE)) {
                rules.add(ColumnFilter.Rule.of(table.name(), "", stored));
            }
        }
        return new ColumnFilter(rules);
    }

    /** Puts what a source leaves out among a root table's properties, instead of what an earlier one did. */
    static void store(TableHints hints, Map<String, JsonNode> properties) {
        if (properties.remove(OF_SOURCE) != null) {
            properties.remove(ColumnFilter.PROPERTY);
        }
        if (!hints.excludes().isEmpty()) {
            ObjectNode filters = JsonNodeFactory.instance.objectNode();
            hints.excludes().forEach(filters.putArray("excludes")::add);
            hints.includes().forEach(filters.putArray("includes")::add);
            properties.put(ColumnFilter.PROPERTY, filters);
            properties.put(OF_SOURCE, BooleanNode.TRUE);
        }
    }
}
