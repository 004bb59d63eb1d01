package dev.tributary.destination;

import dev.tributary.loadpackage.LoadId;

/** An earlier load that recovery settled: rolled forward, so that it counts, or rolled back, as if it never began. */
public record RecoveredLoad(LoadId loadId, Outcome outcome) {
    /** What became of the load. */
    public enum Outcome {
        ROLLED_FORWARD,
        ROLLED_BACK
    }
}
