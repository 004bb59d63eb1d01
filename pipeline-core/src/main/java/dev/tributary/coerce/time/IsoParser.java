package dev.tributary.coerce.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/**
 * The ISO 8601 of pendulum 3, which dlt uses: extended and compact dates, ordinal days and weeks, a time after {@code T} or
 * one space, a fraction cut after microseconds, and an offset. An extended date takes an extended time only, and a compact
 * one takes extended hours and minutes only.
 */
final class IsoParser {
    private static final int SECONDS_PER_DAY = 86_400;

    private static final int MAX_YEAR = 9999;

    /** Stands for the end of the text and for a character that is not ASCII. */
    private static final char NONE = 0;

    private final CharSequence text;
    private int at;
    private boolean failed;

    private @Nullable LocalDate date;
    private boolean extendedDate;
    private @Nullable LocalTime time;
    private int offset;

    private IsoParser(CharSequence text) {
        this.text = text;
    }

    /** What the text says, or null when it is something else. */
    static @Nullable IsoParts parse(CharSequence text) {
        IsoParser parser = new IsoParser(text);
        try {
            parser.dateTime();
        } catch (DateTimeException e) {
            return null;
        }
        return parser.failed || parser.at < text.length()
                ? null
                : new IsoParts(parser.date, parser.time, parser.offset);
    }

    private void dateTime() {
        if (current() == 'T') {
            at++;
            time(number(2));
            return;
        }
        int century = number(2);
        if (current() == ':') {
            time(century);
            return;
        }
        date(century * 100 + number(2));
        if (at < text.length() && !failed) {
            failed = !separator();
            at++;
            time(number(2));
        }
    }

    private void date(int year) {
        extendedDate = skip('-');
        if (skip('W')) {
            week(year);
            return;
        }
        int month = number(2);
        if (datePartEnds()) {
            failed |= !extendedDate;
            date = day(year, month, 1);
        } else if (extendedDate && skip('-')) {
            date = day(year, month, number(2));
        } else {
            int digit = number(1);
            if (extendedDate || datePartEnds()) {
                date = failed ? null : LocalDate.ofYearDay(checkedYear(year), month * 10 + digit);
            } else {
                date = day(year, month, digit * 10 + number(1));
            }
        }
    }

    private void week(int year) {
        int week = number(2);
        int day = 1;
        if (!datePartEnds()) {
            failed |= extendedDate && !skip('-');
            day = number(1);
        }
        if (failed || day > 7) {
            failed = true;
            return;
        }
        LocalDate inFirstWeek = LocalDate.of(checkedYear(year), 1, 4);
        failed = week
                > IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inFirstWeek).getMaximum();
        LocalDate found = inFirstWeek.with(ChronoField.DAY_OF_WEEK, 1).plusDays(7L * (week - 1) + day - 1);
        failed |= found.getYear() < 1 || found.getYear() > MAX_YEAR;
        date = found;
    }

    private @Nullable LocalDate day(int year, int month, int day) {
        return failed ? null : LocalDate.of(checkedYear(year), month, day);
    }

    private int checkedYear(int year) {
        failed |= year < 1;
        return year;
    }

    private void time(int hour) {
        int minute = 0;
        int second = 0;
        int micro = 0;
        if (!timePartEnds()) {
            boolean extendedTime = skip(':');
            failed |= !extendedTime && extendedDate;
            minute = number(2);
            if (!timePartEnds()) {
                failed |= extendedTime && (!skip(':') || date != null && !extendedDate);
                second = number(2);
                micro = fraction();
            }
        }
        offset();
        if (!failed) {
            time = LocalTime.of(hour, minute, second, micro * 1000);
        }
    }

    private int fraction() {
        if (!skip('.') && !skip(',')) {
            return 0;
        }
        int micro = number(1);
        int digits = 1;
        for (; isDigit(current()); at++, digits++) {
            if (digits < 6) {
                micro = micro * 10 + current() - '0';
            }
        }
        for (; digits < 6; digits++) {
            micro *= 10;
        }
        return micro;
    }

    private void offset() {
        if (at >= text.length() || skip('Z')) {
            return;
        }
        int sign = skip('-') ? -1 : 1;
        failed |= sign > 0 && !skip('+');
        int hours = number(2);
        boolean ends = !skip(':') && at >= text.length() || at >= text.length();
        int minutes = ends ? 0 : number(2);
        int seconds = (hours * 60 + minutes) * 60;
        failed |= seconds >= SECONDS_PER_DAY;
        offset = sign * seconds;
    }

    private boolean datePartEnds() {
        return at >= text.length() || separator();
    }

    private boolean separator() {
        return current() == 'T' || current() == ' ';
    }

    private boolean timePartEnds() {
        char c = current();
        return at >= text.length() || c == 'Z' || c == '+' || c == '-';
    }

    private char current() {
        return at < text.length() ? text.charAt(at) : NONE;
    }

    private boolean skip(char expected) {
        if (current() == expected) {
            at++;
            return true;
        }
        return false;
    }

    private int number(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            char c = current();
            failed |= !isDigit(c);
            value = value * 10 + c - '0';
            at++;
        }
        return failed ? 0 : value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
