package dev.tributary.athena.layout;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Set;

/** dlt's placeholders for a moment, all in UTC. */
final class DatePlaceholder {
    static final Set<String> NAMES = Set.of(
            "timestamp",
            "timestamp_ms",
            "load_package_timestamp",
            "load_package_timestamp_ms",
            "curr_date",
            "YYYY",
            "YY",
            "Y",
            "MMMM",
            "MMM",
            "MM",
            "M",
            "DD",
            "D",
            "HH",
            "H",
            "mm",
            "m",
            "ss",
            "s",
            "SSSS",
            "SSS",
            "SS",
            "S",
            "dddd",
            "ddd",
            "dd",
            "d",
            "Q");

    private DatePlaceholder() {}

    /** The text that a placeholder stands for. */
    static String format(String name, Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        return switch (name) {
            case "timestamp", "load_package_timestamp" -> String.valueOf(instant.getEpochSecond());
            case "timestamp_ms", "load_package_timestamp_ms" -> String.valueOf(instant.toEpochMilli());
            case "curr_date" -> time.toLocalDate().toString();
            case "YYYY" -> text(time, "uuuu");
            case "YY" -> text(time, "uu");
            case "Y" -> String.valueOf(time.getYear());
            case "MMMM" -> text(time, "MMMM");
            case "MMM" -> text(time, "MMM");
            case "MM" -> text(time, "MM");
            case "M" -> text(time, "M");
            case "DD" -> text(time, "dd");
            case "D" -> text(time, "d");
            case "HH" -> text(time, "HH");
            case "H" -> text(time, "H");
            case "mm" -> text(time, "mm");
            case "m" -> text(time, "m");
            case "ss" -> text(time, "ss");
            case "s" -> text(time, "s");
            case "SSSS", "SSS", "SS", "S" -> text(time, "SSSSSS").substring(0, name.length());
            case "dddd" -> text(time, "EEEE");
            case "ddd" -> text(time, "EEE");
            case "dd" -> text(time, "EEE").substring(0, 2);
            case "d" -> String.valueOf(time.getDayOfWeek().getValue() % 7);
            case "Q" -> String.valueOf(time.get(IsoFields.QUARTER_OF_YEAR));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String text(ZonedDateTime time, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time).toLowerCase(Locale.ROOT);
    }
}
