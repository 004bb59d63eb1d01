package dev.tributary.source.cursor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;

/** How cursor values compare. */
public enum CursorType {
    /** By code point. */
    TEXT("text"),
    /** By value: 1 and 1.0 are the same. */
    NUMBER("a number"),
    /** Points in time, to the microsecond; without a zone, in UTC. */
    TIMESTAMP("a timestamp"),
    /** Days. */
    DATE("a date");

    private static final Map<Class<?>, CursorType> BY_CLASS = Map.ofEntries(
            Map.entry(String.class, TEXT),
            Map.entry(Integer.class, NUMBER),
            Map.entry(Long.class, NUMBER),
            Map.entry(Double.class, NUMBER),
            Map.entry(Number.class, NUMBER),
            Map.entry(BigInteger.class, NUMBER),
            Map.entry(BigDecimal.class, NUMBER),
            Map.entry(Instant.class, TIMESTAMP),
            Map.entry(OffsetDateTime.class, TIMESTAMP),
            Map.entry(ZonedDateTime.class, TIMESTAMP),
            Map.entry(LocalDateTime.class, TIMESTAMP),
            Map.entry(LocalDate.class, DATE));

    private final String words;

    CursorType(String words) {
        this.words = words;
    }

    /** For messages. */
    public String words() {
        return words;
    }

    /** The type whose values the class stands for; empty where {@link CursorValue#as(Class)} can't give the class. */
    public static Optional<CursorType> of(Class<?> type) {
        return Optional.ofNullable(BY_CLASS.get(type));
    }
}
