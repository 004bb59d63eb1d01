package dev.tributary.coerce.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What pendulum reads besides ISO 8601: {@code 2024}, {@code 2024/01/31}, {@code 2024/01/31 9:05}, {@code 9:05:07.5}. */
final class CommonDates {
    private static final Pattern FORM = Pattern.compile(
            "(?<date>(?<year>\\d{4})([/:]?(?<month>\\d{2})[/:]?(?<day>\\d{2}))?)?"
                    + "(?<time> ?(?<hour>\\d{1,2}):(?<minute>\\d{1,2})(?::(?<second>\\d{1,2}))?([.|,](?<fraction>\\d{1,9}))?)?",
            Pattern.UNICODE_CHARACTER_CLASS);

    /** The longest text of that form, in characters. */
    private static final int MAX_LENGTH = 29;

    private CommonDates() {}

    static @Nullable IsoParts parse(CharSequence text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group("date") == null && form.group("time") == null) {
            return null;
        }
        try {
            return new IsoParts(date(form), time(form), 0);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDate date(Matcher form) {
        if (form.group("date") == null) {
            return null;
        }
        int year = number(form, "year", 0);
        if (year < 1) {
            throw new DateTimeException("year 0");
        }
        return LocalDate.of(year, number(form, "month", 1), number(form, "day", 1));
    }

    private static @Nullable LocalTime time(Matcher form) {
        if (form.group("time") == null) {
            return null;
        }
        int micros = 0;
        if (form.group("fraction") != null) {
            String fraction = (form.group("fraction") + "00000").substring(0, 6);
            micros = Integer.parseInt(fraction);
        }
        return LocalTime.of(
                number(form, "hour", 0), number(form, "minute", 0), number(form, "second", 0), micros * 1000);
    }

    private static int number(Matcher form, String group, int otherwise) {
        String digits = form.group(group);
        return digits == null ? otherwise : Integer.parseInt(digits);
    }
}
