package dev.tributary.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table of a dataset: its columns in order of first appearance, how it is written, and where it comes from. A nested
 * table has a parent and takes disposition and format from its root; a root table has a resource. Names are normalized.
 * What else dlt says of the table is kept in {@code other}, by property.
 */
public record Table(
        String name,
        @Nullable String parent,
        @Nullable String resource,
        List<Column> columns,
        WriteDisposition disposition,
        TableFormat format,
        List<PartitionField> partition,
        @Nullable String description,
        Map<String, JsonNode> other) {

    /** The property of schemas that names the strategy. */
    public static final String MERGE_STRATEGY = "x-merge-strategy";

    /** The property of tables with the time at which a load of scd2 counts. */
    public static final String BOUNDARY_TIMESTAMP = "x-boundary-timestamp";

    /** The property of the column that says since when a row of scd2 holds. */
    public static final String VALID_FROM = "x-valid-from";

    /** The property of the column that says until when a row of scd2 holds. */
    public static final String VALID_TO = "x-valid-to";

    /** The property of that column with the time that stands for no end. */
    public static final String ACTIVE_TIMESTAMP = "x-active-record-timestamp";

    /** The property of the column whose value changes when a record of scd2 does. */
    public static final String ROW_VERSION = "x-row-version";

    public Table {
        columns = List.copyOf(columns);
        partition = List.copyOf(partition);
        other = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(other));
    }

    /** A table of which dlt says nothing else. */
    public Table(
            String name,
            @Nullable String parent,
            @Nullable String resource,
            List<Column> columns,
            WriteDisposition disposition,
            TableFormat format,
            List<PartitionField> partition,
            @Nullable String description) {
        this(name, parent, resource, columns, disposition, format, partition, description, Map.of());
    }

    /** How MERGE changes the table; a root table says it, dlt's default is DELETE_INSERT. */
    public MergeStrategy mergeStrategy() {
        JsonNode strategy = other.get(MERGE_STRATEGY);
        return strategy == null ? MergeStrategy.DELETE_INSERT : MergeStrategy.of(strategy.asText());
    }

    /** The table's own contract; without one, its parent's or the schema's holds. */
    public Optional<SchemaContract> contract() {
        return Optional.ofNullable(other.get(SchemaContract.PROPERTY)).flatMap(SchemaContract::read);
    }

    /** The column of that name, if the table has one. */
    public Optional<Column> find(String column) {
        return columns.stream().filter(c -> c.name().equals(column)).findFirst();
    }

    /** The columns that exist: those with a type. */
    public List<Column> typedColumns() {
        return columns.stream().filter(c -> c.type() != null).toList();
    }

    /** The same table with these columns exchanged by name. Unknown ones come last, and so do those that had no type yet. */
    public Table with(List<Column> changed) {
        Map<String, Column> byName = new LinkedHashMap<>();
        columns.forEach(c -> byName.put(c.name(), c));
        changed.forEach(c -> {
            Column before = byName.get(c.name());
            if (before != null && before.type() == null) {
                byName.remove(c.name());
            }
            byName.put(c.name(), c);
        });
        return new Table(
                name,
                parent,
                resource,
                new ArrayList<>(byName.values()),
                disposition,
                format,
                partition,
                description,
                other);
    }
}
