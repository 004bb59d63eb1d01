package dev.tributary.athena.iceberg;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.ListedObject;
import dev.tributary.athena.intent.Intent;
import dev.tributary.athena.intent.IntentFile;
import dev.tributary.athena.intent.IntentTable;
import dev.tributary.athena.merge.ChainMerge;
import dev.tributary.athena.merge.LoadFile;
import dev.tributary.athena.merge.MergeHints;
import dev.tributary.error.ConfigException;
import dev.tributary.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Transaction;

/**
 * Merges of loads into tables of the lake, chain by chain, and the removal of what they don't need. Different chains may be
 * merged at once.
 */
final class IcebergMerges {
    private final IcebergCatalog catalog;
    private final IcebergFiles files;
    private final Bucket bucket;
    private final Map<String, ChainMerge> chains = new ConcurrentHashMap<>();

    IcebergMerges(IcebergCatalog catalog, IcebergFiles files, Bucket bucket) {
        this.catalog = catalog;
        this.files = files;
        this.bucket = bucket;
    }

    /** Refuses a table that can't be merged. */
    static void check(Table table, Optional<BaseTable> lake) {
        if (table.parent() == null) {
            MergeHints.check(table);
        }
        int version = lake.map(t -> t.operations().current().formatVersion()).orElse(2);
        if (version != 2) {
            throw new ConfigException(
                    "Cannot merge table '%s': it is of Iceberg's format version %d (Athena and merges need version 2)"
                            .formatted(table.name(), version));
        }
    }

    /** Stages a table's part in a transaction. A load without root rows changes nothing. */
    void stage(Intent intent, Table table, IntentTable planned, Transaction commit) {
        Table root = intent.schema().root(table);
        IntentTable plannedRoot = intent.tables().stream()
                .filter(t -> t.name().equals(root.name()))
                .findFirst()
                .orElse(planned);
        if (plannedRoot.files().isEmpty()) {
            return;
        }
        org.apache.iceberg.Table lake = commit.table();
        Map<String, Integer> ids = IcebergSchema.ids(lake.schema());
        List<DataFile> data =
                planned.files().stream().map(f -> files.dataFile(lake, ids, f)).toList();
        ChainMerge chain =
                chains.computeIfAbsent(root.name(), name -> new ChainMerge(root, loadFiles(plannedRoot), lake));
        ChainMerge.Target target = new ChainMerge.Target(
                commit,
                folder(intent, planned),
                intent.marker(),
                intent.loadId().value());
        if (table.parent() == null) {
            chain.mergeRoot(target, loadFiles(planned), data, intent.createdAt());
        } else {
            BaseTable lakeRoot =
                    catalog.find(root.name()).map(t -> evolved(t, root)).orElse(null);
            chain.mergeNested(target, table, loadFiles(planned), data, lakeRoot);
        }
    }

    /** The table as its own commit, which comes later, will find it: with the names and types that the load gives its columns. */
    private static BaseTable evolved(BaseTable lake, Table root) {
        Transaction change = lake.newTransaction();
        ColumnChanges.make(change, root);
        return new BaseTable(((HasTableOperations) change.table()).operations(), lake.name());
    }

    private List<LoadFile> loadFiles(IntentTable planned) {
        return planned.files().stream().map(files::loadFile).toList();
    }

    private static String folder(Intent intent, IntentTable planned) {
        return planned.location() + "data/" + LocalFile.name(intent.pipeline(), intent.loadId()) + "/";
    }

    /** Deletes the files of the load and of its merges' tries that its snapshot does not have, as long as that can be told. */
    void clean(Intent intent, IntentTable planned) {
        Optional<BaseTable> table = catalog.find(planned.name());
        Optional<Snapshot> snapshot = table.flatMap(t -> snapshot(intent, t));
        if (snapshot.isEmpty()) {
            return;
        }
        Set<String> needed = new HashSet<>();
        SnapshotChanges changes =
                SnapshotChanges.builderFor(table.get()).snapshot(snapshot.get()).build();
        changes.addedDataFiles().forEach(f -> needed.add(bucket.key(f.location())));
        changes.addedDeleteFiles().forEach(f -> needed.add(bucket.key(f.location())));
        List<String> unneeded = new ArrayList<>();
        planned.files().stream().map(IntentFile::key).forEach(unneeded::add);
        bucket.list(bucket.key(folder(intent, planned))).stream()
                .map(ListedObject::key)
                .forEach(unneeded::add);
        unneeded.removeIf(needed::contains);
        if (!unneeded.isEmpty()) {
            bucket.delete(unneeded);
        }
    }

    private static Optional<Snapshot> snapshot(Intent intent, BaseTable table) {
        for (Snapshot snapshot : table.snapshots()) {
            if (intent.loadId().value().equals(snapshot.summary().get(intent.marker()))) {
                return Optional.of(snapshot);
            }
        }
        return Optional.empty();
    }

    /** Ends all chains; the next load begins them anew. */
    void forget() {
        chains.values().forEach(ChainMerge::close);
        chains.clear();
    }
}
