package dev.tributary.athena.iceberg;

import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.loadpackage.StreamedHead;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A local Parquet file for an Iceberg table: its name there without ending, its rows and its partition's texts. Of a file
 * whose head is sent already the path has the rest.
 */
public record LocalFile(
        String name, Path path, long rows, List<@Nullable String> partition, Optional<StreamedHead> head) {
    /** A whole file. */
    public LocalFile(String name, Path path, long rows, List<@Nullable String> partition) {
        this(name, path, rows, partition, Optional.empty());
    }

    /** A package's file as one of a partition. */
    public static LocalFile of(LoadPackage loadPackage, PackagedFile file, List<@Nullable String> partition) {
        String name = name(loadPackage.contents(), file);
        return new LocalFile(name, loadPackage.path(file), file.rows(), partition, file.head());
    }

    static String name(PackageContents contents, PackagedFile file) {
        return name(contents.pipeline(), contents.loadId()) + "." + file.fileId();
    }

    /** A name for the files of one load; it tells pipelines apart that took the same load id for one table. */
    public static String name(String pipeline, LoadId loadId) {
        return loadId.value() + "." + pipeline;
    }

    /** The load of a file that has such a name and belongs to no table of records. */
    public static Optional<LoadId> loadId(String location, String pipeline) {
        String file = location.substring(location.lastIndexOf('/') + 1);
        String end = "." + pipeline + ".parquet";
        String load = file.endsWith(end) ? file.substring(0, file.length() - end.length()) : "";
        return load.matches("\\d+\\.\\d+") ? Optional.of(new LoadId(load)) : Optional.empty();
    }
}
