package dev.tributary.coerce;

import dev.tributary.coerce.time.Epoch;
import dev.tributary.coerce.time.IsoParts;
import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.naming.digest.FloatText;
import dev.tributary.schema.DataType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a value of one type becomes one of the type that a column has, by dlt's rules. Values have the forms that the
 * package describes. What can't be coerced belongs into a variant column; what would lose something can't be coerced, but
 * for numbers that become doubles: a double has the nearest of its numbers, so integers beyond 2^53 may lose digits.
 */
public final class Coercion {
    private static final Set<String> TRUE = Set.of("yes", "true", "t", "y", "1");
    private static final Set<String> FALSE = Set.of("no", "false", "f", "n", "0");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

    /** A decimal with more digits before the point is no integer: Python's decimals count 28. */
    private static final int MAX_INTEGER_DIGITS = 28;

    private static final long MICROS_OF_DAY = 86_400_000_000L;

    private Coercion() {}

    /** The value as one of the other type, or empty if it can't be one. */
    public static Optional<Object> coerce(DataType from, DataType to, Object value) {
        if (from == to) {
            return Optional.of(value);
        }
        return switch (to) {
            case TEXT -> Optional.of(text(from, value));
            case BIGINT -> bigint(from, value);
            case DOUBLE -> floating(from, value);
            case DECIMAL, WEI -> decimal(from, value);
            case BOOL -> bool(from, value);
            case TIMESTAMP -> timestamp(from, value);
            case DATE -> date(from, value);
            case TIME -> from == DataType.TEXT ? time((String) value) : Optional.empty();
            case BINARY -> binary(from, value);
            case JSON -> from == DataType.TEXT ? JsonText.parse((String) value) : Optional.empty();
        };
    }

    private static String text(DataType from, Object value) {
        return switch (from) {
            case BOOL -> (Boolean) value ? "True" : "False";
            case DOUBLE -> FloatText.python((Double) value);
            case TIMESTAMP -> IsoTimestamp.format((Long) value);
            case DATE -> LocalDate.ofEpochDay((Long) value).toString();
            case TIME -> text(LocalTime.ofNanoOfDay((Long) value * 1000));
            case BINARY -> Base64.getEncoder().encodeToString((byte[]) value);
            case TEXT, BIGINT, DECIMAL, WEI, JSON -> value.toString();
        };
    }

    private static String text(LocalTime time) {
        return (time.getNano() == 0 ? SECONDS : MICROS).format(time);
    }

    private static Optional<Object> bigint(DataType from, Object value) {
        return switch (from) {
            case TEXT -> PythonNumber.integer((String) value).map(Inference::compact);
            case DOUBLE -> exact((Double) value).flatMap(Coercion::integer);
            case DECIMAL, WEI ->
                magnitude((BigDecimal) value) > MAX_INTEGER_DIGITS ? Optional.empty() : integer((BigDecimal) value);
            case BIGINT, BOOL, TIMESTAMP, BINARY, JSON, DATE, TIME -> Optional.empty();
        };
    }

    private static long magnitude(BigDecimal value) {
        return (long) value.precision() - value.scale();
    }

    private static Optional<Object> integer(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.scale() > 0 ? Optional.empty() : Optional.of(Inference.compact(shortest.toBigIntegerExact()));
    }

    private static Optional<BigDecimal> exact(double value) {
        return Double.isFinite(value) ? Optional.of(new BigDecimal(value)) : Optional.empty();
    }

    private static Optional<Object> floating(DataType from, Object value) {
        return switch (from) {
            case TEXT -> PythonNumber.floating((String) value).map(Object.class::cast);
            case BIGINT -> Optional.<Object>of(((Number) value).doubleValue()).filter(d -> Double.isFinite((Double) d));
            case DECIMAL, WEI -> Optional.of(((BigDecimal) value).doubleValue());
            case DOUBLE, BOOL, TIMESTAMP, BINARY, JSON, DATE, TIME -> Optional.empty();
        };
    }

    private static Optional<Object> decimal(DataType from, Object value) {
        return switch (from) {
            case TEXT -> PythonNumber.decimal((String) value).map(Object.class::cast);
            case BIGINT -> Optional.of(new BigDecimal(Inference.integer(value)));
            case DOUBLE -> exact((Double) value).map(Object.class::cast);
            case DECIMAL, WEI -> Optional.of(value);
            case BOOL, TIMESTAMP, BINARY, JSON, DATE, TIME -> Optional.empty();
        };
    }

    private static Optional<Object> bool(DataType from, Object value) {
        return switch (from) {
            case TEXT -> bool(((String) value).toLowerCase(Locale.ROOT));
            case BIGINT -> bool(new BigDecimal(Inference.integer(value)));
            case DOUBLE -> exact((Double) value).flatMap(Coercion::bool);
            case DECIMAL, WEI -> bool((BigDecimal) value);
            case BOOL, TIMESTAMP, BINARY, JSON, DATE, TIME -> Optional.empty();
        };
    }

    private static Optional<Object> bool(String word) {
        return TRUE.contains(word) ? Optional.of(true) : FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }

    /** Other numbers than 0 and 1 would be lost. */
    private static Optional<Object> bool(BigDecimal number) {
        if (number.signum() == 0) {
            return Optional.of(false);
        }
        return number.compareTo(BigDecimal.ONE) == 0 ? Optional.of(true) : Optional.empty();
    }

    private static Optional<Object> timestamp(DataType from, Object value) {
        return switch (from) {
            case TEXT -> timestamp((String) value);
            case BIGINT -> Epoch.micros(Inference.integer(value));
            case DOUBLE -> Epoch.micros((Double) value);
            case DATE -> midnight((Long) value);
            case BOOL, TIMESTAMP, BINARY, JSON, DECIMAL, WEI, TIME -> Optional.empty();
        };
    }

    /** Columns of dates hold days for which microseconds since 1970 have no 64 bits. */
    private static Optional<Object> midnight(long days) {
        return Math.abs(days) > Long.MAX_VALUE / MICROS_OF_DAY ? Optional.empty() : Optional.of(days * MICROS_OF_DAY);
    }

    private static Optional<Object> timestamp(String text) {
        IsoParts parts = IsoTimestamp.parts(text);
        if (parts == null) {
            return PythonNumber.floatingWithoutPrefix(text).flatMap(Epoch::micros);
        }
        return parts.isTime() ? Optional.empty() : Optional.of(parts.micros());
    }

    private static Optional<Object> date(DataType from, Object value) {
        Optional<Object> micros = from == DataType.TIMESTAMP ? Optional.of(value) : timestamp(from, value);
        return micros.filter(m -> Epoch.inRange((Long) m)).map(m -> Math.floorDiv((Long) m, MICROS_OF_DAY));
    }

    private static Optional<Object> time(String text) {
        IsoParts parts = IsoTimestamp.parts(text);
        return parts != null && parts.isTime() ? Optional.of(parts.utcTime().toNanoOfDay() / 1000) : Optional.empty();
    }

    private static Optional<Object> binary(DataType from, Object value) {
        return switch (from) {
            case TEXT -> BinaryText.parse((String) value).map(Object.class::cast);
            case BIGINT -> BinaryText.littleEndian(Inference.integer(value)).map(Object.class::cast);
            case DOUBLE, BOOL, TIMESTAMP, BINARY, JSON, DECIMAL, WEI, DATE, TIME -> Optional.empty();
        };
    }
}
