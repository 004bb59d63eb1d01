package dev.tributary.lake.ddl.iceberg;

import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.statement.CreateTable;
import dev.tributary.lake.ddl.statement.PartitionTerm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/** A table that a statement asks for. */
final class NewIcebergTable {

    private final CreateTable create;
    private final String location;
    private final Map<String, String> properties;

    /** Refuses what Athena does not let an Iceberg table be. */
    NewIcebergTable(CreateTable create) {
        this.create = create;
        if (create.fileFormat() != null) {
            throw Complaint.notSupported("Iceberg create table statement does not allow STORED AS/BY");
        }
        if (create.rowFormat() != null) {
            throw Complaint.notSupported("Iceberg create table statement does not allow ROW FORMAT");
        }
        if (!create.buckets().isEmpty()) {
            throw Complaint.notSupported("Iceberg create table statement does not allow CLUSTERED BY");
        }
        String address = Objects.requireNonNull(create.location());
        if (!address.startsWith("s3://") || address.length() == "s3://".length()) {
            throw Complaint.invalid("Invalid table location '" + address + "' (write s3://bucket/folder/)");
        }
        this.location = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        this.properties = new LinkedHashMap<>(
                TableProperties.of(create.properties(), Map.of()).created(create.properties(), location));
        if (create.comment() != null) {
            properties.put("comment", create.comment());
        }
    }

    void create(Catalog catalog, TableIdentifier name) {
        Schema schema = IcebergType.schema(create.columns());
        catalog.buildTable(name, schema)
                .withPartitionSpec(spec(schema))
                .withLocation(location)
                .withProperties(properties)
                .create();
    }

    private PartitionSpec spec(Schema schema) {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        for (PartitionTerm term : create.partitionedBy()) {
            if (!(term instanceof PartitionTerm.Transform transform)) {
                throw Complaint.notSupported(
                        "Partition columns of Iceberg tables are listed without a type and must be columns of the table: "
                                + ((PartitionTerm.KeyColumn) term).column().name());
            }
            add(spec, transform);
        }
        return spec.build();
    }

    private static void add(PartitionSpec.Builder spec, PartitionTerm.Transform transform) {
        String column = transform.column();
        switch (transform.function()) {
            case IDENTITY -> spec.identity(column);
            case YEAR -> spec.year(column);
            case MONTH -> spec.month(column);
            case DAY -> spec.day(column);
            case HOUR -> spec.hour(column);
            case BUCKET -> spec.bucket(column, Objects.requireNonNull(transform.argument()));
            case TRUNCATE -> spec.truncate(column, Objects.requireNonNull(transform.argument()));
        }
    }
}
