package dev.tributary.athena.load;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.ListedObject;
import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.athena.hive.HiveFiles;
import dev.tributary.athena.iceberg.IcebergCatalog;
import dev.tributary.athena.iceberg.ParquetFooter;
import dev.tributary.destination.LakeTable;
import dev.tributary.destination.LakeTable.LakeColumn;
import dev.tributary.schema.TableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Type;

/** The tables of a dataset as the lake has them: Glue's, Iceberg's snapshots, and the footers of Hive tables' files. */
public final class LakeTables {
    private final GlueDatabase database;
    private final IcebergCatalog catalog;
    private final Bucket bucket;

    public LakeTables(GlueDatabase database, IcebergCatalog catalog, Bucket bucket) {
        this.database = database;
        this.catalog = catalog;
        this.bucket = bucket;
    }

    /** All tables, by name; views are left out. */
    public List<LakeTable> all() {
        return database.tables().stream()
                .filter(t -> t.storageDescriptor() != null && !"VIRTUAL_VIEW".equals(t.tableType()))
                .map(t -> GlueDatabase.isIceberg(t) ? iceberg(t.name()) : hive(t))
                .toList();
    }

    private LakeTable iceberg(String name) {
        Table table = catalog.find(name).orElseThrow();
        List<LakeColumn> columns = table.schema().columns().stream()
                .map(f -> new LakeColumn(f.name(), athenaType(f.type())))
                .toList();
        Snapshot snapshot = table.currentSnapshot();
        Map<String, String> totals = snapshot == null ? Map.of() : snapshot.summary();
        return new LakeTable(
                name,
                TableFormat.ICEBERG,
                table.location(),
                columns,
                Long.parseLong(totals.getOrDefault("total-records", "0")),
                Integer.parseInt(totals.getOrDefault("total-data-files", "0")),
                Long.parseLong(totals.getOrDefault("total-files-size", "0")));
    }

    /** A type in the words of Athena's DDL. */
    private static String athenaType(Type type) {
        return switch (type.typeId()) {
            case LONG -> "bigint";
            case INTEGER -> "int";
            case TIMESTAMP -> "timestamp";
            case DECIMAL -> type.toString().replace(" ", "");
            default -> type.toString();
        };
    }

    private LakeTable hive(software.amazon.awssdk.services.glue.model.Table table) {
        List<LakeColumn> columns = new ArrayList<>();
        table.storageDescriptor().columns().forEach(c -> columns.add(new LakeColumn(c.name(), c.type())));
        table.partitionKeys().forEach(c -> columns.add(new LakeColumn(c.name(), c.type())));
        String location = table.storageDescriptor().location();
        List<ListedObject> files = new HiveFiles(bucket).of(location);
        return new LakeTable(
                table.name(),
                TableFormat.HIVE,
                location,
                columns,
                files.stream().parallel().mapToLong(this::rows).sum(),
                files.size(),
                files.stream().mapToLong(ListedObject::size).sum());
    }

    private long rows(ListedObject file) {
        return ParquetFooter.of(bucket, file.key(), file.size()).rows();
    }
}
