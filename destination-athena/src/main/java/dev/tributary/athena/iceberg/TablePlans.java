package dev.tributary.athena.iceberg;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.Upload;
import dev.tributary.athena.intent.IntentFile;
import dev.tributary.athena.intent.IntentTable;
import dev.tributary.athena.intent.PlannedTable;
import dev.tributary.athena.intent.TablePlace;
import dev.tributary.athena.merge.ChainMerge;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.loadpackage.StreamedHead;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.jspecify.annotations.Nullable;

/** Says what a load will do to Iceberg tables, before it does anything: where their files go, and with which field ids. */
record TablePlans(IcebergCatalog catalog, IcebergFiles files, Bucket bucket, UnaryOperator<String> newLocation) {
    /** Where a table is, or will be, and the keys of its files. */
    TablePlace place(PackageContents contents, Table table) {
        Optional<BaseTable> there = catalog.findOwn(table.name());
        catalog.forget(table.name());
        Optional<BaseTable> existing = there.filter(e -> !isFresh(contents, table));
        PartitionSpec spec =
                existing.map(BaseTable::spec).orElseGet(() -> IcebergPartition.spec(table, IcebergSchema.of(table)));
        String location = location(table, there);
        return new TablePlace(location, file -> key(location, spec, LocalFile.name(contents, file), file.partition()));
    }

    private static boolean isFresh(PackageContents contents, Table table) {
        return contents.removal().dropped().contains(table.name());
    }

    private String location(Table table, Optional<BaseTable> there) {
        return there.map(e -> Bucket.folder(e.location())).orElseGet(() -> newLocation.apply(table.name()));
    }

    private String key(String location, PartitionSpec spec, String name, List<@Nullable String> partition) {
        String folder = spec.isPartitioned() ? spec.partitionToPath(IcebergPartition.data(spec, partition)) + "/" : "";
        return bucket.key(location) + "data/" + folder + name + ".parquet";
    }

    /** What is to be done to a table with what a package has for it. */
    PlannedTable plan(LoadPackage loadPackage, Table table, PackagedTable packaged, WriteDisposition disposition) {
        if (disposition == WriteDisposition.MERGE && table.parent() != null) {
            ChainMerge.checkNested(loadPackage.schema().root(table), table);
        }
        List<LocalFile> local = new ArrayList<>();
        for (PackagedFile file : packaged.files()) {
            local.add(LocalFile.of(loadPackage, file, file.partition()));
        }
        return plan(table, disposition, local, isFresh(loadPackage.contents(), table));
    }

    /** The same for rows of any files; a fresh table begins anew, whatever is there. */
    PlannedTable plan(Table table, WriteDisposition disposition, List<LocalFile> local, boolean isFresh) {
        Schema fresh = IcebergSchema.of(table);
        Optional<BaseTable> there = catalog.findOwn(table.name());
        Optional<BaseTable> existing = isFresh ? Optional.empty() : there;
        Schema schema =
                existing.map(e -> ColumnChanges.evolved(table, e.schema())).orElse(fresh);
        existing.ifPresent(e -> {
            IcebergSchema.checkFits(table, schema);
            IcebergPartition.checkFits(table, e.spec());
        });
        if (disposition == WriteDisposition.MERGE) {
            IcebergMerges.check(table, existing);
        }
        PartitionSpec spec = existing.map(BaseTable::spec).orElseGet(() -> IcebergPartition.spec(table, fresh));
        int lastId = existing.map(e -> e.operations().current().lastColumnId()).orElse(fresh.highestFieldId());
        Map<String, Integer> ids = IcebergSchema.ids(table, schema, lastId);
        String location = location(table, there);
        List<IntentFile> planned = new ArrayList<>();
        List<Upload> uploads = new ArrayList<>();
        for (LocalFile file : local) {
            String key = file.head()
                    .map(StreamedHead::key)
                    .orElseGet(() -> key(location, spec, file.name(), file.partition()));
            Upload upload = files.upload(key, file, ids);
            uploads.add(upload);
            planned.add(new IntentFile(key, file.rows(), upload.size(), file.partition()));
        }
        return new PlannedTable(
                new IntentTable(table.name(), TableFormat.ICEBERG, disposition, location, null, planned, isFresh),
                uploads);
    }
}
