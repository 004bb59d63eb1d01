package dev.tributary.schema.stored;

import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** How a schema's version follows from the one before. */
public final class SchemaVersion {
    /** dlt keeps ten hashes of earlier schemas. */
    private static final int KEPT_HASHES = 10;

    private SchemaVersion() {}

    /** The schema as the one that comes after another: its version is that one's, or the next where the content differs. */
    public static Schema after(Schema before, Schema schema) {
        String hash = SchemaHash.of(before);
        if (hash.equals(SchemaHash.of(schema))) {
            return new Schema(
                    schema.name(), before.version(), before.previousHashes(), schema.tables(), schema.other());
        }
        if (before.tables().isEmpty()) {
            return schema;
        }
        List<String> hashes = new ArrayList<>();
        hashes.add(hash);
        hashes.addAll(before.previousHashes());
        return new Schema(
                schema.name(),
                before.version() + 1,
                hashes.subList(0, Math.min(KEPT_HASHES, hashes.size())),
                schema.tables(),
                schema.other());
    }
}
