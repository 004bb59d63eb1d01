package dev.tributary.source.incremental;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where an incremental resource stands, for the one who reads its records. Values are of the cursor's class, such as
 * {@code Instant}; without one ({@code Cursor<Object>}) they are a {@code String}, {@code Long}, {@code Double},
 * {@code Instant} or {@code LocalDate}, as the records have them.
 */
public final class Cursor<T> {
    private final @Nullable T initialValue;
    private final @Nullable T startValue;
    private final @Nullable T endValue;
    private final Supplier<@Nullable T> lastValue;

    /** A cursor that stands there; the last value changes while records are read. */
    public Cursor(
            @Nullable T initialValue, @Nullable T startValue, @Nullable T endValue, Supplier<@Nullable T> lastValue) {
        this.initialValue = initialValue;
        this.startValue = startValue;
        this.endValue = endValue;
        this.lastValue = lastValue;
    }

    /** Where this run starts: the last value of the runs before, less the lag, or the initial value; null at the beginning. */
    public @Nullable T startValue() {
        return startValue;
    }

    /** Where the first run started; null for the beginning. */
    public @Nullable T initialValue() {
        return initialValue;
    }

    /** Where a backfill ends; null for any other run. */
    public @Nullable T endValue() {
        return endValue;
    }

    /** The furthest value so far, in this run and those before; null when there is none yet. */
    public @Nullable T lastValue() {
        return lastValue.get();
    }
}
