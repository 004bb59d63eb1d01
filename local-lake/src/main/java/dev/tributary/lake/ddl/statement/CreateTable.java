package dev.tributary.lake.ddl.statement;

import dev.tributary.lake.sql.StatementKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CREATE [EXTERNAL] TABLE, without a query.
 *
 * @param buckets the columns of CLUSTERED BY, none for a table without buckets
 * @param bucketCount how many buckets, 0 for none
 */
public record CreateTable(
        TableReference table,
        boolean external,
        boolean ifNotExists,
        List<ColumnDefinition> columns,
        @Nullable String comment,
        List<PartitionTerm> partitionedBy,
        List<String> buckets,
        int bucketCount,
        @Nullable RowFormat rowFormat,
        @Nullable FileFormat fileFormat,
        @Nullable String location,
        Map<String, String> properties)
        implements DdlStatement {

    private static final String TABLE_TYPE = "table_type";

    public CreateTable {
        columns = List.copyOf(columns);
        partitionedBy = List.copyOf(partitionedBy);
        buckets = List.copyOf(buckets);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    @Override
    public StatementKind kind() {
        return DdlStatement.ddl("CREATE_TABLE");
    }

    /** Whether its properties ask for an Iceberg table. */
    public boolean iceberg() {
        return "iceberg".equalsIgnoreCase(properties.get(TABLE_TYPE));
    }
}
