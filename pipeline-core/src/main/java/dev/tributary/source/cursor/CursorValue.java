package dev.tributary.source.cursor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tributary.coerce.time.IsoDate;
import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.naming.digest.CodePointOrder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

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

    private CursorValue(CursorType type, Object key, JsonNode stored) {
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
        if (value instanceof CharSequence || value instanceof Character) {
            return text(value.toString());
        }
        if (value instanceof JsonNode node) {
            return ofNode(node);
        }
        if (value instanceof BigDecimal decimal) {
            return new CursorValue(CursorType.NUMBER, decimal, NODES.textNode(TypedText.decimal(decimal)));
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof LocalDate date) {
            return date(date);
        }
        if (value instanceof java.sql.Date date) {
            return date(date.toLocalDate());
        }
        if (value instanceof UUID uuid) {
            return new CursorValue(CursorType.TEXT, uuid.toString(), NODES.textNode(TypedText.uuid(uuid)));
        }
        return timestamp(value);
    }

    private static CursorValue ofNode(JsonNode node) {
        if (node.isTextual()) {
            return text(node.textValue());
        }
        if (node.isNumber()) {
            return node.isBigDecimal() ? of(node.decimalValue()) : number(node.numberValue());
        }
        throw new IllegalArgumentException(
                node.isBoolean()
                        ? "true or false"
                        : node.isObject() ? "an object" : node.isArray() ? "a list" : "bytes");
    }

    /** The value that dlt's state keeps so. */
    public static CursorValue ofStored(JsonNode stored) {
        return TypedText.read(stored).map(CursorValue::of).orElseGet(() -> of(stored));
    }

    private static CursorValue text(String text) {
        return new CursorValue(CursorType.TEXT, text, NODES.textNode(text));
    }

    private static CursorValue number(Number number) {
        if (number instanceof BigInteger big) {
            return new CursorValue(CursorType.NUMBER, new BigDecimal(big), NODES.numberNode(big));
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("no finite number");
            }
            return new CursorValue(CursorType.NUMBER, BigDecimal.valueOf(value), NODES.numberNode(value));
        }
        return integer(number.longValue());
    }

    /** Kept as a parser would read it, so that equal states have equal nodes. */
    private static CursorValue integer(long value) {
        JsonNode node = value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
        return new CursorValue(CursorType.NUMBER, BigDecimal.valueOf(value), node);
    }

    private static CursorValue date(LocalDate date) {
        return new CursorValue(CursorType.DATE, date.toEpochDay(), NODES.textNode(TypedText.date(date)));
    }

    private static CursorValue timestamp(Object value) {
        if (value instanceof LocalDateTime local) {
            return timestamp(micros(local.toInstant(ZoneOffset.UTC)), false);
        }
        Instant instant;
        if (value instanceof Instant i) {
            instant = i;
        } else if (value instanceof OffsetDateTime offset) {
            instant = offset.toInstant();
        } else if (value instanceof ZonedDateTime zoned) {
            instant = zoned.toInstant();
        } else if (value instanceof java.sql.Timestamp timestamp) {
            return timestamp(micros(timestamp.toLocalDateTime().toInstant(ZoneOffset.UTC)), false);
        } else if (value instanceof Date date) {
            instant = Instant.ofEpochMilli(date.getTime());
        } else {
            throw new IllegalArgumentException("of " + value.getClass().getSimpleName());
        }
        return timestamp(micros(instant), true);
    }

    private static CursorValue timestamp(long micros, boolean zoned) {
        return new CursorValue(CursorType.TIMESTAMP, micros, NODES.textNode(TypedText.timestamp(micros, zoned)));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
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
                yield isPlain() ? text(Times.sameForm(stored.asText(), moved)).as(CursorType.DATE) : date(moved);
            }
            case TIMESTAMP -> {
                long moved = (long) key - lag.micros();
                yield isPlain()
                        ? new CursorValue(type, moved, NODES.textNode(Times.moved(stored.asText(), lag)))
                        : timestamp(moved, !TypedText.isNaive(stored));
            }
            case TEXT -> text(Times.moved((String) key, lag));
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
