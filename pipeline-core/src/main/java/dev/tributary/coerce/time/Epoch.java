package dev.tributary.coerce.time;

import java.math.BigInteger;
import java.util.Optional;

/** Seconds since 1970 as timestamps, for the years 1 to 9999. */
public final class Epoch {
    private static final long MICROS_OF_SECOND = 1_000_000;
    private static final long MIN_SECONDS = -62_135_596_800L;
    private static final long MAX_SECONDS = 253_402_300_799L;

    private Epoch() {}

    /** Microseconds since 1970 of whole seconds. */
    public static Optional<Object> micros(BigInteger seconds) {
        boolean inRange = seconds.bitLength() < Long.SIZE
                && seconds.longValue() >= MIN_SECONDS
                && seconds.longValue() <= MAX_SECONDS;
        return inRange ? Optional.of(seconds.longValue() * MICROS_OF_SECOND) : Optional.empty();
    }

    /** Microseconds since 1970 of seconds with a fraction, which is rounded half to even, as Python does. */
    public static Optional<Object> micros(double seconds) {
        if (!(seconds >= MIN_SECONDS && seconds < MAX_SECONDS + 1)) {
            return Optional.empty();
        }
        long whole = (long) seconds;
        long micros = whole * MICROS_OF_SECOND + (long) Math.rint((seconds - whole) * MICROS_OF_SECOND);
        return inRange(micros) ? Optional.of(micros) : Optional.empty();
    }

    /** Whether a timestamp lies in these years. */
    public static boolean inRange(long micros) {
        long seconds = Math.floorDiv(micros, MICROS_OF_SECOND);
        return seconds >= MIN_SECONDS && seconds <= MAX_SECONDS;
    }
}
