package dev.tributary.athena.load;

import dev.tributary.athena.bucket.PartedUpload;
import dev.tributary.athena.client.AwsFailures;
import dev.tributary.loadpackage.PackageContents;
import java.util.function.Supplier;

/** What a load does to the outside while its files are written. Thread-safe. */
record StreamEffects(PackageContents load, Runnable lease, Steps steps) {

    /** Does what only the holder of the lease may do. */
    <T> T guarded(Supplier<T> effect) {
        lease.run();
        return unguarded(effect);
    }

    <T> T unguarded(Supplier<T> effect) {
        steps.on(Step.STREAM, false);
        T result = AwsFailures.during("load package " + load.loadId(), () -> {
            try {
                return effect.get();
            } catch (RuntimeException e) {
                throw PartedUpload.isGone(e) ? LoadProtocol.takenBack(load) : e;
            }
        });
        steps.on(Step.STREAM, true);
        return result;
    }

    void unguarded(Runnable effect) {
        unguarded(() -> {
            effect.run();
            return this;
        });
    }
}
