package dev.tributary.source.cursor;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as the classes that authors want, and times moved in the text that says them. */
final class Times {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.BASIC_ISO_DATE;

    /** A date, a separator and a time to the second, then whatever: fraction and zone. */
    private static final Pattern TIMESTAMP = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})([T ])(\\d{2}:\\d{2}:\\d{2})(.*)");

    private static final String UNKNOWN_FORM =
            "no timestamp or date such as 2024-01-31T10:00:00Z, 2024-01-31 or 20240131";

    private Times() {}

    static Object as(Class<?> wanted, long micros) {
        Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        if (wanted == LocalDateTime.class) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        if (wanted == OffsetDateTime.class) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return wanted == ZonedDateTime.class ? instant.atZone(ZoneOffset.UTC) : instant;
    }

    /** A date in the form of another one's text. */
    static String sameForm(String form, LocalDate date) {
        return form.indexOf('-') < 0 ? COMPACT.format(date) : date.toString();
    }

    /** Text that says a date or a timestamp, by a lag earlier and in the same form. */
    static String moved(String text, CursorLag lag) {
        try {
            Matcher timestamp = TIMESTAMP.matcher(text);
            if (timestamp.matches()) {
                LocalDateTime at = LocalDateTime.parse(timestamp.group(1) + "T" + timestamp.group(3), SECONDS);
                String moved = SECONDS.format(at.minusSeconds(lag.seconds()));
                return moved.replace("T", timestamp.group(2)) + timestamp.group(4);
            }
            LocalDate date = text.length() == 8 ? LocalDate.parse(text, COMPACT) : LocalDate.parse(text);
            return sameForm(text, date.minusDays(lag.days()));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(UNKNOWN_FORM, e);
        }
    }
}
