package dev.tributary.athena.sql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values as literals of Athena's SQL, for parameters and for statements. */
public final class Literals {
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private Literals() {}

    /**
     * The literal of a text, number, truth, date or time; an instant is a timestamp in UTC.
     *
     * @throws IllegalArgumentException if the value is of another kind
     */
    public static String of(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof CharSequence text) {
            return "'" + text.toString().replace("'", "''") + "'";
        }
        if (value instanceof BigDecimal number) {
            return "DECIMAL '" + number.toPlainString() + "'";
        }
        if (value instanceof Double || value instanceof Float) {
            return "DOUBLE '" + value + "'";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof LocalDate date) {
            return "DATE '" + date + "'";
        }
        if (value instanceof Instant instant) {
            return of(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
        }
        if (value instanceof LocalDateTime time) {
            return "TIMESTAMP '" + time.format(MICROSECONDS) + "'";
        }
        throw new IllegalArgumentException(
                "Invalid parameter: '" + value + "' (text, a number, a truth, a date or a time)");
    }

    static List<String> all(List<@Nullable Object> values) {
        return values.stream().map(Literals::of).toList();
    }

    /** A name in double quotes, as Athena's queries take it. */
    public static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
