package dev.tributary.normalize.evolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.contract.Contracts;
import dev.tributary.schema.Column;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.SchemaContract;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes tables of what resources say of them. */
record ResourceTables(GrowingSchema schema, NamingConvention naming, TableFormat defaultFormat, Contracts contracts) {

    /** A new table; of a nested one, its parent's name, which has the format too. */
    Table created(String name, @Nullable String parent, ResourceDefinition resource, List<Column> columns) {
        TableFormat format = resource.hints().format() == null
                ? defaultFormat
                : resource.hints().format();
        return new Table(
                name,
                parent,
                parent == null ? resource.name() : null,
                columns,
                resource.hints().disposition(),
                parent == null ? format : schema.table(parent).format(),
                parent == null ? partition(resource) : List.of(),
                null,
                parent == null ? properties(Map.of(), resource, null) : Map.of());
    }

    /** A table that is there, as the resource wants it from now on. */
    Table redefined(Table table, ResourceDefinition resource, List<Column> columns) {
        boolean isRoot = table.parent() == null;
        return new Table(
                table.name(),
                table.parent(),
                isRoot ? resource.name() : null,
                columns,
                resource.hints().disposition(),
                resource.hints().format() == null
                        ? table.format()
                        : resource.hints().format(),
                isRoot && !resource.hints().partition().isEmpty() ? partition(resource) : table.partition(),
                table.description(),
                isRoot ? properties(table.other(), resource, table) : table.other());
    }

    /** The format of a root table, which may not be there yet. */
    TableFormat format(String root, TableHints hints) {
        if (hints.format() != null) {
            return hints.format();
        }
        return schema.tables().containsKey(root) ? schema.table(root).format() : defaultFormat;
    }

    private List<PartitionField> partition(ResourceDefinition resource) {
        return resource.hints().partition().stream()
                .map(f -> new PartitionField(naming.path(f.column()), f.transform(), f.argument()))
                .toList();
    }

    /** Properties of a root table that say how MERGE changes it, where that is not dlt's default, and its contract. */
    private Map<String, JsonNode> properties(
            Map<String, JsonNode> other, ResourceDefinition resource, @Nullable Table before) {
        TableHints hints = resource.hints();
        Map<String, JsonNode> changed = new LinkedHashMap<>(other);
        changed.remove(SchemaContract.PROPERTY);
        contracts.stored(resource, before).ifPresent(contract -> changed.put(SchemaContract.PROPERTY, contract.json()));
        SourceFilters.store(hints, changed);
        changed.remove(Table.MERGE_STRATEGY);
        changed.remove(Table.BOUNDARY_TIMESTAMP);
        if (hints.disposition() == WriteDisposition.MERGE && hints.validity().boundary() != null) {
            changed.put(
                    Table.BOUNDARY_TIMESTAMP,
                    TextNode.valueOf(hints.validity().boundary().toString()));
        }
        if (hints.disposition() == WriteDisposition.MERGE && hints.mergeStrategy() != MergeStrategy.DELETE_INSERT) {
            changed.put(
                    Table.MERGE_STRATEGY, TextNode.valueOf(hints.mergeStrategy().id()));
        }
        return changed;
    }
}
