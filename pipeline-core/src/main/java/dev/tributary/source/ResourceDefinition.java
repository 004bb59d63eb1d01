package dev.tributary.source;

import dev.tributary.schema.Column;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource: where its records come from and which table they go to. Names of tables and columns are as the author wrote
 * them, not yet normalized. An absent format means the destination's default, an absent nesting limit the source's.
 */
public record ResourceDefinition(
        String name,
        String table,
        WriteDisposition disposition,
        List<String> primaryKey,
        List<String> mergeKey,
        @Nullable TableFormat format,
        List<PartitionField> partition,
        List<Column> columns,
        @Nullable Integer maxTableNesting,
        boolean selected,
        Records records) {

    public ResourceDefinition {
        primaryKey = List.copyOf(primaryKey);
        mergeKey = List.copyOf(mergeKey);
        partition = List.copyOf(partition);
        columns = List.copyOf(columns);
    }

    /** A resource that appends to the table of its name. */
    public static ResourceDefinition of(String name, Records records) {
        return new ResourceDefinition(
                name,
                name,
                WriteDisposition.APPEND,
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                true,
                records);
    }

    /** The same resource with another disposition. */
    public ResourceDefinition with(WriteDisposition newDisposition) {
        return new ResourceDefinition(
                name,
                table,
                newDisposition,
                primaryKey,
                mergeKey,
                format,
                partition,
                columns,
                maxTableNesting,
                selected,
                records);
    }

    /** The same resource with another table format. */
    public ResourceDefinition with(TableFormat newFormat) {
        return new ResourceDefinition(
                name,
                table,
                disposition,
                primaryKey,
                mergeKey,
                newFormat,
                partition,
                columns,
                maxTableNesting,
                selected,
                records);
    }
}
