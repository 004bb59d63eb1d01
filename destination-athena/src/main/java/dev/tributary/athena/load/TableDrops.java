package dev.tributary.athena.load;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.ListedObject;
import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.athena.intent.DroppedTable;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Table;

/** Tables of any format that go with a load: out of the catalog first, then their files. May be done again. */
final class TableDrops {
    private final GlueDatabase database;
    private final Bucket bucket;

    TableDrops(GlueDatabase database, Bucket bucket) {
        this.database = database;
        this.bucket = bucket;
    }

    /** Those of the tables that the catalog has, and where they are. */
    List<DroppedTable> plan(List<String> tables) {
        return tables.stream()
                .flatMap(name -> database.find(name).stream().map(t -> new DroppedTable(name, location(t))))
                .toList();
    }

    /** A table that has moved since is another one, and stays. */
    void drop(DroppedTable dropped) {
        Optional<Table> table = database.find(dropped.name());
        if (table.isPresent() && !location(table.get()).equals(dropped.location())) {
            return;
        }
        table.ifPresent(t -> database.delete(t.name()));
        bucket.delete(bucket.list(bucket.key(dropped.location())).stream()
                .map(ListedObject::key)
                .toList());
    }

    private static String location(Table table) {
        return Bucket.folder(table.storageDescriptor().location());
    }
}
