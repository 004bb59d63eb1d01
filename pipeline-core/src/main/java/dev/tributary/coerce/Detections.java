package dev.tributary.coerce;

import dev.tributary.coerce.time.IsoDate;
import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Detection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;

/** The type that a new column gets by its first value, with the detections that were chosen. */
public final class Detections {
    /** Five years of 365 days, as dlt counts them. */
    private static final long RANGE_SECONDS = 5L * 365 * 86_400;

    /** Digits that a decimal can have. */
    private static final int MAX_DIGITS = 38;

    private final Set<Detection> chosen;
    private final double from;
    private final double to;

    /** The time in seconds since 1970 is that of the load: TIMESTAMP takes numbers around it. */
    public Detections(Set<Detection> chosen, double now) {
        this.chosen = Set.copyOf(chosen);
        this.from = now - RANGE_SECONDS;
        this.to = now + RANGE_SECONDS;
    }

    /** The type of a column of such values, of which this is one in the form that {@link Coercion} takes. */
    public DataType of(DataType type, Object value) {
        return switch (type) {
            case TEXT -> text((String) value);
            case BIGINT ->
                value instanceof BigInteger large ? large(large) : isTime((Long) value) ? DataType.TIMESTAMP : type;
            case DOUBLE -> isTime((Double) value) ? DataType.TIMESTAMP : type;
            case BINARY -> chosen.contains(Detection.HEXBYTES_TO_TEXT) ? DataType.TEXT : type;
            case BOOL, TIMESTAMP, DATE, TIME, DECIMAL, WEI, JSON -> type;
        };
    }

    private DataType text(String text) {
        if (chosen.isEmpty()) {
            return DataType.TEXT;
        }
        if (IsoTimestamp.parseMicros(text) != IsoTimestamp.NONE) {
            return chosen.contains(Detection.ISO_TIMESTAMP) ? DataType.TIMESTAMP : DataType.TEXT;
        }
        return chosen.contains(Detection.ISO_DATE) && IsoDate.parse(text).isPresent() ? DataType.DATE : DataType.TEXT;
    }

    /** Integers beyond 64 bits. */
    private DataType large(BigInteger value) {
        boolean fits = new BigDecimal(value).precision() <= MAX_DIGITS;
        if (chosen.contains(Detection.LARGE_INTEGER) && value.signum() > 0) {
            return fits ? DataType.WEI : DataType.TEXT;
        }
        if (chosen.contains(Detection.WEI_TO_DOUBLE)) {
            return DataType.DOUBLE;
        }
        return fits ? DataType.DECIMAL : DataType.TEXT;
    }

    private boolean isTime(double seconds) {
        return chosen.contains(Detection.TIMESTAMP) && seconds >= from && seconds <= to;
    }
}
