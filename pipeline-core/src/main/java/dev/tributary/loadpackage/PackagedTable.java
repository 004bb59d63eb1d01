package dev.tributary.loadpackage;

import java.util.List;

/**
 * A table that a package writes. Every table of the extracted resources is here, also one without rows: a replaced table
 * without files becomes empty.
 */
public record PackagedTable(String name, List<PackagedFile> files) {

    public PackagedTable {
        files = List.copyOf(files);
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
