package dev.tributary.athena.intent;

import dev.tributary.loadpackage.PackagedFile;
import java.util.function.Function;

/** Where a load puts a table's data files: an address that ends with a slash, and the keys, most of which are below it. */
public record TablePlace(String location, Function<PackagedFile, String> keys) {
    /** The key of a file, whose rows and bytes don't matter. */
    public String key(PackagedFile file) {
        return keys.apply(file);
    }
}
