package dev.tributary.coerce.time;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The form that nearly all timestamps have, {@code yyyy-MM-dd} and {@code HH:mm} with optional seconds, fraction and offset,
 * read without allocation. What it does not read may still be a timestamp.
 */
final class UsualTimestamp {
    private static final long NONE = IsoTimestamp.NONE;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What makes the digits of a text numbers, and what separates them zero. */
    private static final long YEAR_AND_MONTH = word("0000-00-");

    private static final long DAY_AND_TIME = word("00 00:00");

    /** The largest that each byte may be then. */
    private static final long DIGITS_OF_MONTH = 0x00_09_09_00_09_09_09_09L;

    private static final long DIGITS_OF_TIME = 0x09_09_00_09_09_00_09_09L;

    /** The byte between date and time, and what it is then if it is a T. */
    private static final long SEPARATOR = 0xFF_00_00L;

    private static final long T = (long) ('T' ^ ' ') << 2 * Byte.SIZE;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final long DAYS_TO_1970 = 719_162;
    private static final int MAX_LENGTH = 35;

    private UsualTimestamp() {}

    private static long word(String text) {
        return (long) LONGS.get(text.getBytes(StandardCharsets.US_ASCII), 0);
    }

    static long micros(CharSequence text) {
        if (text.length() > MAX_LENGTH || text.length() < 16 || text.charAt(4) != '-') {
            return NONE;
        }
        byte[] ascii = text.toString().getBytes(StandardCharsets.UTF_8);
        return micros(ascii, 0, ascii.length);
    }

    static long micros(byte[] text, int from, int to) {
        if (to - from < 2 * Long.BYTES) {
            return NONE;
        }
        long yearAndMonth = (long) LONGS.get(text, from) ^ YEAR_AND_MONTH;
        long dayAndTime = (long) LONGS.get(text, from + Long.BYTES) ^ DAY_AND_TIME;
        if ((dayAndTime & SEPARATOR) == T) {
            dayAndTime ^= T;
        }
        if (((above(yearAndMonth, DIGITS_OF_MONTH) | above(dayAndTime, DIGITS_OF_TIME)) & HIGH_BITS) != 0) {
            return NONE;
        }
        long dateNumbers = numbers(yearAndMonth);
        long timeNumbers = numbers(dayAndTime);
        int year = at(dateNumbers, 0) * 100 + at(dateNumbers, 2);
        long days = days(year, at(dateNumbers, 5), at(timeNumbers, 0));
        int hour = at(timeNumbers, 3);
        int minute = at(timeNumbers, 6);
        if (days == NONE || hour > 23 || minute > 59) {
            return NONE;
        }
        long seconds = days * 86_400 + hour * 3_600L + minute * 60L;
        return rest(text, from + 2 * Long.BYTES, to, seconds);
    }

    /** Has the high bit of each byte that is above what may be there: nine for a digit, zero for what separates them. */
    private static long above(long bytes, long limits) {
        return bytes | (bytes & ~HIGH_BITS) + (~HIGH_BITS - limits);
    }

    /** The number that each byte makes with the one behind it, digit and digit. */
    private static long numbers(long digits) {
        return digits * 10 + (digits >>> Byte.SIZE);
    }

    private static int at(long numbers, int place) {
        return (int) (numbers >>> place * Byte.SIZE) & 0xFF;
    }

    private static long rest(byte[] text, int from, int to, long minuteInSeconds) {
        int at = from;
        long seconds = minuteInSeconds;
        int micros = 0;
        if (at < to && text[at] == ':') {
            int second = to - at < 3 ? -1 : two(text, at + 1);
            if (second < 0 || second > 59) {
                return NONE;
            }
            seconds += second;
            at += 3;
            if (at < to && text[at] == '.') {
                int digits = 0;
                for (at++; at < to && text[at] >= '0' && text[at] <= '9'; at++, digits++) {
                    micros = digits < 6 ? micros * 10 + text[at] - '0' : micros;
                }
                if (digits == 0) {
                    return NONE;
                }
                for (; digits < 6; digits++) {
                    micros *= 10;
                }
            }
        }
        int offset = offset(text, at, to);
        return offset == Integer.MIN_VALUE ? NONE : (seconds - offset) * 1_000_000 + micros;
    }

    private static int offset(byte[] text, int at, int to) {
        if (at == to || at + 1 == to && text[at] == 'Z') {
            return 0;
        }
        if (to - at != 6 || text[at + 3] != ':' || text[at] != '+' && text[at] != '-') {
            return Integer.MIN_VALUE;
        }
        int hours = two(text, at + 1);
        int minutes = two(text, at + 4);
        if (hours < 0 || minutes < 0 || hours > 23 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3_600 + minutes * 60;
        return text[at] == '-' ? -seconds : seconds;
    }

    private static long days(int year, int month, int day) {
        if (year < 1 || month < 1 || month > 12 || day < 1) {
            return NONE;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (day > DAYS_OF_MONTH[month - 1] + (leap && month == 2 ? 1 : 0)) {
            return NONE;
        }
        long before = year - 1;
        return before * 365
                + before / 4
                - before / 100
                + before / 400
                + DAYS_BEFORE_MONTH[month - 1]
                + (leap && month > 2 ? 1 : 0)
                + day
                - 1
                - DAYS_TO_1970;
    }

    /** Two digits as a number, or a negative one. */
    private static int two(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
