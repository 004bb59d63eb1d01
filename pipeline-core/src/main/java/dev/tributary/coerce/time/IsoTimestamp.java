package dev.tributary.coerce.time;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps as text, accepted and refused exactly as by dlt's detection {@code iso_timestamp}: a date with a time, never
 * one of them alone. Without an offset the time is UTC. Fractions are cut after microseconds.
 *
 * <p>Text of the usual form {@code 2024-01-31T10:00:00.123456Z} and text that can't be a timestamp cost no allocation.
 */
public final class IsoTimestamp {
    /** Says that a text is no timestamp. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long MICROS_OF_SECOND = 1_000_000;

    /** The shortest text that is one: {@code 20241:0}. */
    private static final int MIN_LENGTH = 7;

    /** By this place a separator has followed the year, in every form: {@code 2024/01/3110:00}. */
    private static final int LAST_SEPARATOR = 12;

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private IsoTimestamp() {}

    /** Microseconds since 1970 in UTC, if the text is a timestamp. */
    public static OptionalLong parse(CharSequence text) {
        long micros = parseMicros(text);
        return micros == NONE ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    /** Microseconds since 1970 in UTC, or {@link #NONE}. */
    public static long parseMicros(CharSequence text) {
        if (!canBe(text)) {
            return NONE;
        }
        long micros = UsualTimestamp.micros(text);
        return micros != NONE ? micros : other(text);
    }

    /** Microseconds since 1970 in UTC of the text between two places, or {@link #NONE}. */
    public static long parseMicros(byte[] utf8, int from, int to) {
        long micros = UsualTimestamp.micros(utf8, from, to);
        if (micros != NONE || !canBe(utf8, from, to)) {
            return micros;
        }
        return other(new String(utf8, from, to - from, StandardCharsets.UTF_8));
    }

    /** The form in which Python writes it: {@code 2024-01-31T10:00:00.123456+00:00}, without a fraction of zero. */
    public static String format(long micros) {
        LocalDateTime at = dateTime(micros);
        return (at.getNano() == 0 ? SECONDS : MICROS).format(at) + "+00:00";
    }

    private static LocalDateTime dateTime(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS_OF_SECOND),
                (int) Math.floorMod(micros, MICROS_OF_SECOND) * 1000,
                ZoneOffset.UTC);
    }

    /** A date, a time or both in any form that dlt reads, or null. */
    public static @Nullable IsoParts parts(CharSequence text) {
        IsoParts iso = IsoParser.parse(text);
        return iso != null ? iso : CommonDates.parse(text);
    }

    private static long other(CharSequence text) {
        IsoParts parts = parts(text);
        return parts != null && parts.isTimestamp() ? parts.micros() : NONE;
    }

    private static boolean canBe(CharSequence text) {
        if (text.length() < MIN_LENGTH || !startsLikeAYear(text.charAt(0))) {
            return false;
        }
        for (int i = 4; i <= Math.min(LAST_SEPARATOR, text.length() - 1); i++) {
            if (separates(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Of bytes only ASCII is looked at: other decimal digits are left to the slow way. */
    private static boolean canBe(byte[] utf8, int from, int to) {
        if (to - from < MIN_LENGTH || !startsLikeAYear((char) (utf8[from] & 0xff))) {
            return false;
        }
        int last = Math.min(from + LAST_SEPARATOR, to - 1);
        for (int i = from; i <= last; i++) {
            if (utf8[i] < 0 || i >= from + 4 && separates((char) utf8[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsLikeAYear(char c) {
        return c >= '0' && c <= '9' || c > 127;
    }

    private static boolean separates(char c) {
        return c == 'T' || c == ' ' || c == ':';
    }
}
