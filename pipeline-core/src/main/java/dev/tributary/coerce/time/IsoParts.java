package dev.tributary.coerce.time;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A date, a time of day or both, as text gave them. The offset is in seconds; without one the time is UTC. */
public record IsoParts(@Nullable LocalDate date, @Nullable LocalTime time, int offset) {
    private static final long MICROS_OF_SECOND = 1_000_000;

    public boolean isTimestamp() {
        return date != null && time != null;
    }

    public boolean isDate() {
        return date != null && time == null;
    }

    public boolean isTime() {
        return date == null;
    }

    /** Microseconds since 1970 in UTC; a date is its midnight. */
    public long micros() {
        if (date == null) {
            throw new IllegalStateException("a time of day has no date");
        }
        LocalTime at = time == null ? LocalTime.MIDNIGHT : time;
        long seconds = date.toEpochSecond(at, ZoneOffset.UTC) - offset;
        return seconds * MICROS_OF_SECOND + at.getNano() / 1000;
    }

    /** The time of day in UTC. */
    public LocalTime utcTime() {
        LocalTime at = time == null ? LocalTime.MIDNIGHT : time;
        return at.minusSeconds(offset).truncatedTo(ChronoUnit.MICROS);
    }
}
