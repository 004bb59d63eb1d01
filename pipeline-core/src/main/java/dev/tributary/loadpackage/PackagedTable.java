package dev.tributary.loadpackage;

import java.util.List;

/**
 * A table that a package writes. Every table of the extracted resources is here, also one without rows: a replaced table
 * without files becomes empty.
 *
 * @param obsolete addresses of data files in the lake, whose rows the load takes out of the table
 */
public record PackagedTable(String name, List<PackagedFile> files, List<String> obsolete) {

    public PackagedTable {
        files = List.copyOf(files);
        obsolete = List.copyOf(obsolete);
    }

    /** A table that no file is taken out of. */
    public PackagedTable(String name, List<PackagedFile> files) {
        this(name, files, List.of());
    }

    /** The rows in all files. */
    public long rows() {
        return files.stream().mapToLong(PackagedFile::rows).sum();
    }

    /** The bytes of all files. */
    public long bytes() {
        return files.stream().mapToLong(PackagedFile::bytes).sum();
    }
}
