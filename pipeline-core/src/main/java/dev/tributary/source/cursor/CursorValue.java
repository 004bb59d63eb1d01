package dev.tributary.source.cursor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tributary.coerce.time.IsoDate;
import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.naming.digest.CodePointOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A value of a cursor: how it compares, and how dlt's state keeps it. Values of one type compare; text is compared as text
 * unless it is made another type first, and is kept as it came.
 */
public final class CursorValue implements Comparable<CursorValue> {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final CursorType type;
    private final Object key;
    private final JsonNode stored;

    CursorValue(CursorType type, Object key, JsonNode stored) {
        this.type = type;
        this.key = key;
        this.stored = stored;
    }

    /**
     * The value that stands in a record, or that an author gave.
     *
     * @throws IllegalArgumentException naming what it is, when it can't be a cursor's
     */
    public static CursorValue of(Object value) {
        return GivenValue.of(value);
    }

    /** The value that dlt's state keeps so. */
    public static CursorValue ofStored(JsonNode stored) {
        return TypedText.read(stored).map(CursorValue::of).orElseGet(() -> of(stored));
    }

    public CursorType type() {
        return type;
    }

    /** As dlt's state keeps it. */
    public JsonNode stored() {
        return stored;
    }

    /** Whether the state keeps it as plain JSON rather than in dlt's typed text. */
    private boolean isPlain() {
        return TypedText.read(stored).isEmpty();
    }

    /**
     * The same value, to be compared as another type; kept as it was.
     *
     * @throws IllegalArgumentException when it is none of that type
     */
    public CursorValue as(CursorType wanted) {
        if (wanted == type) {
            return this;
        }
        return convert(wanted)
                .map(k -> new CursorValue(wanted, k, stored))
                .orElseThrow(() -> new IllegalArgumentException(wanted.words()));
    }

    private Optional<Object> convert(CursorType wanted) {
        return switch (wanted) {
            case TEXT -> Optional.of(type == CursorType.NUMBER ? ((BigDecimal) key).toPlainString() : plainText());
            case NUMBER -> type == CursorType.TEXT ? parseNumber() : Optional.empty();
            case TIMESTAMP -> type == CursorType.DATE ? Optional.of((long) key * MICROS_PER_DAY) : parseTimestamp();
            case DATE -> day();
        };
    }

    private Optional<Object> parseNumber() {
        try {
            return Optional.of(new BigDecimal(((String) key).strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Object> parseTimestamp() {
        if (type != CursorType.TEXT) {
            return Optional.empty();
        }
        String text = ((String) key).strip();
        long micros = IsoTimestamp.parseMicros(text);
        return micros != IsoTimestamp.NONE
                ? Optional.of(micros)
                : IsoDate.parse(text).map(d -> d.toEpochDay() * MICROS_PER_DAY);
    }

    /** A timestamp is a date where it is midnight. */
    private Optional<Object> day() {
        Optional<Object> micros = type == CursorType.TIMESTAMP ? Optional.of(key) : parseTimestamp();
        return micros.map(m -> (long) m).filter(m -> m % MICROS_PER_DAY == 0).map(m -> m / MICROS_PER_DAY);
    }

    private String plainText() {
        String text = stored.asText();
        return isPlain() ? text : text.substring(1);
    }

    /** The same value, kept in the form in which the other one is. */
    public CursorValue keptLike(CursorValue other) {
        if (isPlain() == other.isPlain() && stored.getNodeType() == other.stored.getNodeType()) {
            return this;
        }
        boolean zoned = other.isPlain() || !TypedText.isNaive(other.stored);
        JsonNode kept =
                switch (type) {
                    case TEXT -> NODES.textNode((String) key);
                    case NUMBER -> other.isPlain() ? Numbers.node((BigDecimal) key, other.stored) : of(key).stored;
                    case TIMESTAMP -> NODES.textNode(timestampText((long) key, other.isPlain(), zoned));
                    case DATE -> NODES.textNode(dateText(LocalDate.ofEpochDay((long) key), other.isPlain()));
                };
        return new CursorValue(type, key, kept);
    }

    private static String timestampText(long micros, boolean plain, boolean zoned) {
        return plain ? IsoTimestamp.format(micros) : TypedText.timestamp(micros, zoned);
    }

    private static String dateText(LocalDate date, boolean plain) {
        return plain ? date.toString() : TypedText.date(date);
    }

    /** The value for an author who wants this class; {@code Object} gives the class that fits. */
    public Object as(Class<?> wanted) {
        Optional<CursorType> other = CursorType.of(wanted);
        if (other.isEmpty()) {
            return natural();
        }
        CursorValue value = as(other.get());
        return switch (value.type) {
            case TEXT -> value.key;
            case NUMBER -> Numbers.as(wanted, (BigDecimal) value.key);
            case TIMESTAMP -> Times.as(wanted, (long) value.key);
            case DATE -> LocalDate.ofEpochDay((long) value.key);
        };
    }

    private Object natural() {
        return switch (type) {
            case TEXT -> key;
            case NUMBER -> stored.isNumber() ? Numbers.natural(stored.numberValue()) : key;
            case TIMESTAMP ->
                TypedText.isNaive(stored)
                        ? Times.as(LocalDateTime.class, (long) key)
                        : Times.as(Instant.class, (long) key);
            case DATE -> LocalDate.ofEpochDay((long) key);
        };
    }

    /**
     * The value that lies before this one by a lag, or behind it where the lag is negative.
     *
     * @throws IllegalArgumentException when such a lag can't be taken from such a value
     */
    public CursorValue minus(CursorLag lag) {
        return switch (type) {
            case NUMBER -> {
                BigDecimal moved = ((BigDecimal) key).subtract(lag.number());
                yield stored.isNumber() && !stored.isFloatingPointNumber()
                        ? of(Numbers.natural(moved.toBigInteger()))
                        : of(moved).keptLike(this);
            }
            case DATE -> {
                LocalDate moved = LocalDate.ofEpochDay((long) key).minusDays(lag.days());
                yield isPlain()
                        ? GivenValue.text(Times.sameForm(stored.asText(), moved))
                                .as(CursorType.DATE)
                        : GivenValue.date(moved);
            }
            case TIMESTAMP -> {
                long moved = (long) key - lag.micros();
                yield isPlain()
                        ? new CursorValue(type, moved, NODES.textNode(Times.moved(stored.asText(), lag)))
                        : GivenValue.timestamp(moved, !TypedText.isNaive(stored));
            }
            case TEXT -> GivenValue.text(Times.moved((String) key, lag));
        };
    }

    @Override
    public int compareTo(CursorValue other) {
        if (type != other.type) {
            throw new IllegalArgumentException(type.words() + " and " + other.type.words());
        }
        return switch (type) {
            case TEXT -> CodePointOrder.INSTANCE.compare((String) key, (String) other.key);
            case NUMBER -> ((BigDecimal) key).compareTo((BigDecimal) other.key);
            case TIMESTAMP, DATE -> Long.compare((long) key, (long) other.key);
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CursorValue that && type == that.type && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return type == CursorType.NUMBER
                ? ((BigDecimal) key).stripTrailingZeros().hashCode()
                : key.hashCode();
    }

    /** For messages. */
    @Override
    public String toString() {
        return isPlain() ? stored.asText() : stored.asText().substring(1);
    }
}
