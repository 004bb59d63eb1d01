package dev.tributary.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Writes durations for people. */
public final class Durations {
    private Durations() {}

    /** Such as {@code 2.4 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String text(Duration duration) {
        if (duration.toMinutes() == 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return duration.toHours() == 0
                ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                : "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
}
