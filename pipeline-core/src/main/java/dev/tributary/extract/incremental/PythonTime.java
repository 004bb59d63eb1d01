package dev.tributary.extract.incremental;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Timestamps as orjson writes them: microseconds where they are not zero, {@code Z} for UTC. */
final class PythonTime {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private PythonTime() {}

    /** The text of a timestamp, or of any other value. */
    static String text(Object value) {
        if (value instanceof Instant instant) {
            return text(instant.atOffset(ZoneOffset.UTC));
        }
        if (value instanceof ZonedDateTime zoned) {
            return text(zoned.toOffsetDateTime());
        }
        if (value instanceof OffsetDateTime offset) {
            return local(offset.toLocalDateTime()) + offset.getOffset().getId();
        }
        return value instanceof LocalDateTime local ? local(local) : value.toString();
    }

    private static String local(LocalDateTime value) {
        return (value.getNano() / 1000 == 0 ? SECONDS : MICROS).format(value);
    }
}
