package dev.tributary;

import dev.tributary.drop.RefreshMode;
import dev.tributary.progress.Progress;
import dev.tributary.report.Tracing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one run.
 *
 * @param progress who is told how the run goes on
 * @param waitForLease how long to wait while another run of the pipeline goes on; zero: not at all
 * @param refresh what the run forgets before it extracts; null for nothing
 * @param tracing what the trace says that the run leaves in the working folder
 */
public record RunOptions(
        Progress progress, Duration waitForLease, @Nullable RefreshMode refresh, Tracing tracing) {
    /** A run that forgets nothing, with the usual trace. */
    public RunOptions(Progress progress, Duration waitForLease) {
        this(progress, waitForLease, null, Tracing.DEFAULT);
    }

    /** Nobody is told, and nothing is waited for. */
    public static RunOptions defaults() {
        return new RunOptions(Progress.NONE, Duration.ZERO);
    }

    /** The same options with someone to be told. */
    public RunOptions progress(Progress told) {
        return new RunOptions(told, waitForLease, refresh, tracing);
    }

    /** The same options with another time to wait. */
    public RunOptions waitForLease(Duration time) {
        return new RunOptions(progress, time, refresh, tracing);
    }

    /** The same options with something to forget. */
    public RunOptions refresh(@Nullable RefreshMode mode) {
        return new RunOptions(progress, waitForLease, mode, tracing);
    }

    /** The same options with another trace. */
    public RunOptions tracing(Tracing what) {
        return new RunOptions(progress, waitForLease, refresh, what);
    }
}
