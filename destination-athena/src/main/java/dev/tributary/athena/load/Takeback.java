package dev.tributary.athena.load;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.PartedUpload;
import dev.tributary.athena.bucket.Uploader;
import dev.tributary.athena.intent.Intent;
import dev.tributary.athena.intent.IntentFile;
import dev.tributary.athena.intent.IntentStore;
import dev.tributary.athena.intent.IntentTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes back what a load that is not prepared has written: its uploads, its objects, last its intent. May be done again. */
final class Takeback {
    /** A part that was under way when its upload was aborted may have arrived, and be gone only when it is aborted again. */
    private static final int ABORTS = 2;

    private final Bucket bucket;
    private final IntentStore intents;
    private final Runnable lease;

    Takeback(Bucket bucket, IntentStore intents, Runnable lease) {
        this.bucket = bucket;
        this.intents = intents;
        this.lease = lease;
    }

    /** Nothing when somebody else moved the intent or ended it before; then nothing is done. */
    Optional<IntentStore.Stored> run(IntentStore.Stored stored) {
        lease.run();
        Optional<IntentStore.Stored> mine = stored.intent().status() == Intent.Status.ROLLING_BACK
                ? Optional.of(stored)
                : intents.move(stored, Intent.Status.ROLLING_BACK);
        if (mine.isPresent()) {
            lease.run();
            Intent intent = stored.intent();
            intent.tables().forEach(this::abortUploads);
            bucket.delete(intent.tables().stream().flatMap(Takeback::keys).toList());
            intents.delete(intent.loadId());
        }
        return mine;
    }

    private static Stream<String> keys(IntentTable table) {
        return table.files().stream().map(IntentFile::key);
    }

    /** No file that is smaller than the smallest part was uploaded in parts. */
    private void abortUploads(IntentTable table) {
        if (table.files().stream().noneMatch(f -> f.isStreaming() || f.bytes() >= Uploader.LEAST_PART)) {
            return;
        }
        Set<String> keys = keys(table).collect(Collectors.toSet());
        String prefix = keys.stream().reduce(Takeback::common).orElseThrow();
        for (int i = 0; i < ABORTS; i++) {
            List<PartedUpload> unfinished = bucket.unfinished(prefix).stream()
                    .filter(u -> keys.contains(u.key()))
                    .toList();
            if (unfinished.isEmpty()) {
                return;
            }
            unfinished.forEach(PartedUpload::abort);
        }
    }

    /** What two keys begin with. */
    private static String common(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return a.substring(0, length);
    }
}
