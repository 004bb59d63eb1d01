package dev.tributary.athena.intent;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.ListedObject;
import dev.tributary.loadpackage.LoadId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The intents of one pipeline in one dataset, each an object whose status moves by conditional writes only. */
public final class IntentStore {
    private final Bucket bucket;
    private final String folder;

    /** The folder is a key that ends with a slash. */
    public IntentStore(Bucket bucket, String folder) {
        this.bucket = bucket;
        this.folder = folder;
    }

    /** An intent and the version of its object. */
    public record Stored(Intent intent, String etag) {}

    /** Writes a new intent; nothing when the load has one. */
    public Optional<Stored> create(Intent intent) {
        return bucket.putIfAbsent(key(intent.loadId()), IntentJson.write(intent))
                .map(e -> new Stored(intent, e));
    }

    /** Moves an intent on; nothing when somebody else moved or ended it before. */
    public Optional<Stored> move(Stored stored, Intent.Status next) {
        return exchange(stored, stored.intent().with(next));
    }

    /** Writes an intent in place of the load's earlier one; nothing when somebody else moved or ended that before. */
    public Optional<Stored> exchange(Stored earlier, Intent intent) {
        return bucket.putIfMatch(key(intent.loadId()), IntentJson.write(intent), earlier.etag())
                .map(e -> new Stored(intent, e));
    }

    /** The intent of a load, if it has one. */
    public Optional<Stored> find(LoadId loadId) {
        return bucket.find(key(loadId)).map(o -> new Stored(IntentJson.read(o.bytes()), o.etag()));
    }

    /** The loads that have an intent, oldest first. */
    public List<LoadId> list() {
        return bucket.list(folder).stream()
                .map(ListedObject::key)
                .filter(k -> k.endsWith(".json"))
                .map(k -> new LoadId(k.substring(folder.length(), k.length() - ".json".length())))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** Ends an intent. */
    public void delete(LoadId loadId) {
        bucket.delete(List.of(key(loadId)));
    }

    private String key(LoadId loadId) {
        return folder + loadId.value() + ".json";
    }
}
