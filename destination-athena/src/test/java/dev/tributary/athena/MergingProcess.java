package dev.tributary.athena;

import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.DestinationSession;
import dev.tributary.loadpackage.LoadPackage;
import java.nio.file.Path;
import java.time.Duration;

/** A process of its own that loads a package to the end. */
final class MergingProcess {
    private MergingProcess() {}

    public static void main(String[] arguments) throws Exception {
        AthenaSettings settings = HaltedLoad.settings(arguments);
        try (DestinationSession session = AthenaDestination.of(settings, LeaseClock.SYSTEM, Steps.NONE)
                .open(new DatasetName("p", arguments[4]))) {
            session.acquire(Duration.ZERO);
            long start = System.nanoTime();
            session.load(LoadPackage.find(Path.of(arguments[5])).orElseThrow());
            System.out.printf("load took %,d ms, %s%n", (System.nanoTime() - start) / 1_000_000, session.requests());
        }
    }
}
