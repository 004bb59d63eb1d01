package dev.tributary.lake.ddl.hive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GlueColumn;
import dev.tributary.lake.ddl.statement.CreateTable;
import dev.tributary.lake.ddl.statement.FileFormat;
import dev.tributary.lake.ddl.statement.PartitionTerm;
import dev.tributary.lake.ddl.statement.RowFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The catalog entry of a new external table, as Athena writes it. */
final class NewTable {

    /** Glue's own value for a table without buckets. */
    private static final int NO_BUCKETS = -1;

    private NewTable() {}

    static ObjectNode input(String name, CreateTable create) {
        if (!create.external()) {
            throw Complaint.semantic(
                    "Only external tables are supported (write CREATE EXTERNAL TABLE, or 'table_type'='ICEBERG' among the table's properties)");
        }
        List<GlueColumn> columns = create.columns().stream().map(GlueColumn::of).toList();
        List<GlueColumn> keys =
                create.partitionedBy().stream().map(NewTable::keyColumn).toList();
        check(columns, keys, create.buckets());
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("Name", name)
                .put("Owner", "hadoop")
                .put("TableType", "EXTERNAL_TABLE")
                .put("Retention", 0);
        if (create.comment() != null) {
            input.put("Description", create.comment());
        }
        input.set("PartitionKeys", GlueColumn.json(keys));
        input.set("StorageDescriptor", storage(create, columns));
        Parameters.set(input, create.properties());
        ObjectNode parameters = input.withObject("Parameters").put("EXTERNAL", "TRUE");
        if (create.comment() != null) {
            parameters.put("comment", create.comment());
        }
        return input;
    }

    /** An address that a table may have. */
    static String location(String location) {
        if (!location.startsWith("s3://") || location.length() == "s3://".length()) {
            throw Complaint.semantic("Invalid table location '" + location + "' (write s3://bucket/folder/)");
        }
        return location;
    }

    private static GlueColumn keyColumn(PartitionTerm term) {
        if (term instanceof PartitionTerm.KeyColumn key) {
            return GlueColumn.of(key.column());
        }
        throw Complaint.parse("line 1:0 cannot recognize input near '" + ((PartitionTerm.Transform) term).column()
                + "' in column specification");
    }

    private static void check(List<GlueColumn> columns, List<GlueColumn> keys, List<String> buckets) {
        if (columns.isEmpty()) {
            throw Complaint.task("MetaException(message:at least one column must be specified for the table)");
        }
        Set<String> names = new HashSet<>();
        for (GlueColumn column : columns) {
            if (!names.add(column.name())) {
                throw Complaint.semantic("[Error 10036]: Duplicate column name: " + column.name());
            }
        }
        for (String bucket : buckets) {
            if (!names.contains(bucket)) {
                throw Complaint.semantic("[Error 10002]: Invalid column reference '" + bucket + "'");
            }
        }
        for (GlueColumn key : keys) {
            if (!names.add(key.name())) {
                throw Complaint.semantic("[Error 10035]: Column repeated in partitioning columns");
            }
        }
    }

    private static ObjectNode storage(CreateTable create, List<GlueColumn> columns) {
        FileFormat format = Objects.requireNonNullElse(create.fileFormat(), FileFormat.TEXT);
        ObjectNode storage = JsonNodeFactory.instance.objectNode();
        storage.set("Columns", GlueColumn.json(columns));
        storage.put("Location", location(Objects.requireNonNull(create.location())))
                .put("InputFormat", format.inputFormat())
                .put("OutputFormat", format.outputFormat())
                .put("Compressed", false)
                .put("NumberOfBuckets", create.bucketCount() == 0 ? NO_BUCKETS : create.bucketCount())
                .put("StoredAsSubDirectories", false);
        ArrayNode buckets = storage.putArray("BucketColumns");
        create.buckets().forEach(buckets::add);
        storage.putArray("SortColumns");
        storage.set("SerdeInfo", serde(create.rowFormat(), format));
        return storage;
    }

    private static ObjectNode serde(@Nullable RowFormat rows, FileFormat format) {
        String library = rows == null || rows.serde() == null ? format.serde() : rows.serde();
        Map<String, String> parameters = rows == null ? Map.of() : rows.parameters();
        ObjectNode serde = JsonNodeFactory.instance.objectNode().put("SerializationLibrary", library);
        ObjectNode kept = serde.putObject("Parameters").put("serialization.format", "1");
        parameters.forEach(kept::put);
        return serde;
    }
}
