package dev.tributary.athena.hive;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.intent.TablePlace;
import dev.tributary.athena.layout.Layout;
import dev.tributary.athena.layout.PartitionFolder;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.loadpackage.StreamedHead;
import dev.tributary.schema.Table;
import dev.tributary.schema.WriteDisposition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where loads put the files of Hive tables. */
final class HivePlaces {
    static final String VERSION_FOLDER = "v=";

    private final Bucket bucket;
    private final Layout layout;
    private final String datasetFolder;
    private final boolean truncates;

    HivePlaces(Bucket bucket, Layout layout, String datasetFolder, boolean truncates) {
        this.bucket = bucket;
        this.layout = layout;
        this.datasetFolder = datasetFolder;
        this.truncates = truncates;
    }

    /** A table's place, and where its rows are before a load that replaces them. */
    record Share(TablePlace place, @Nullable String previous) {}

    /** Whether a load takes nothing over from the table of that name. */
    static boolean isFresh(PackageContents contents, Table table) {
        return contents.removal().dropped().contains(table.name());
    }

    /** The address of a new table. */
    String root(String table) {
        return bucket.uri(datasetFolder + layout.tableFolder(table));
    }

    /** The folders of a partition below its table. */
    static String folder(List<HivePartitionKey> keys, List<@Nullable String> partition) {
        return PartitionFolder.path(
                keys.stream().map(HivePartitionKey::name).toList(),
                new ArrayList<>(HivePartitionKey.values(keys, partition)));
    }

    /** The place by the table as it is now; where files were sent already, they tell it. */
    Share share(
            PackageContents contents,
            Table table,
            PackagedTable packaged,
            WriteDisposition disposition,
            Optional<software.amazon.awssdk.services.glue.model.Table> existing) {
        String current = existing.map(e -> Bucket.folder(e.storageDescriptor().location()))
                .orElse(null);
        boolean replaces = disposition == WriteDisposition.REPLACE;
        boolean inPlace = replaces && truncates && !isFresh(contents, table);
        String version = root(table.name()) + VERSION_FOLDER + contents.loadId().value() + "/";
        String now = replaces && !inPlace ? version : current == null ? root(table.name()) : current;
        TablePlace place =
                place(contents, table, streamedTo(contents, table, packaged).orElse(now));
        return new Share(place, inPlace ? place.location() : replaces ? current : null);
    }

    private TablePlace place(PackageContents contents, Table table, String location) {
        String folder = bucket.key(location);
        return new TablePlace(location, file -> folder + below(contents, table, file));
    }

    private String below(PackageContents contents, Table table, PackagedFile file) {
        return folder(HivePartitionKey.of(table), file.partition())
                + layout.file(file.table(), contents.loadId(), file.fileId(), contents.createdAt());
    }

    /** Another load may have moved the table since files were sent. */
    private Optional<String> streamedTo(PackageContents contents, Table table, PackagedTable packaged) {
        return packaged.files().stream()
                .flatMap(file -> file.head().map(StreamedHead::key).stream()
                        .map(key -> key.substring(
                                0, key.length() - below(contents, table, file).length())))
                .map(bucket::uri)
                .findFirst();
    }
}
