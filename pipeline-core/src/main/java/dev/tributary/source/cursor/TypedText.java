package dev.tributary.source.cursor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.coerce.time.IsoTimestamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * dlt's typed values in JSON: text whose first character, of a private use area of Unicode, tells the type. Those of other
 * types, and text that is not of its type, are text.
 */
final class TypedText {
    private static final char DECIMAL = '\uf026';
    private static final char TIMESTAMP = '\uf027';
    private static final char DATE = '\uf028';
    private static final char UUID_TEXT = '\uf029';

    private static final String UTC = "+00:00";
    private static final Pattern ZONE = Pattern.compile("(Z|[+-]\\d{2}:?\\d{2}(:\\d{2})?)$");

    private TypedText() {}

    static String decimal(BigDecimal value) {
        return DECIMAL + value.toString();
    }

    static String timestamp(long micros, boolean zoned) {
        String text = IsoTimestamp.format(micros);
        return TIMESTAMP + (zoned ? text : text.substring(0, text.length() - UTC.length()));
    }

    static String date(LocalDate value) {
        return DATE + value.toString();
    }

    static String uuid(UUID value) {
        return UUID_TEXT + value.toString();
    }

    /** Whether it is a typed timestamp without a zone. */
    static boolean isNaive(JsonNode stored) {
        String text = stored.asText();
        return !text.isEmpty()
                && text.charAt(0) == TIMESTAMP
                && !ZONE.matcher(text).find();
    }

    /** The Java value of typed text. */
    static Optional<Object> read(JsonNode stored) {
        String text = stored.isTextual() ? stored.textValue() : "";
        if (text.length() < 2 || text.charAt(0) < DECIMAL || text.charAt(0) > UUID_TEXT) {
            return Optional.empty();
        }
        String value = text.substring(1);
        try {
            return switch (text.charAt(0)) {
                case DECIMAL -> Optional.of(new BigDecimal(value));
                case DATE -> Optional.of(LocalDate.parse(value));
                case UUID_TEXT -> Optional.of(UUID.fromString(value));
                default -> timestamp(value);
            };
        } catch (RuntimeException notOfItsType) {
            return Optional.empty();
        }
    }

    private static Optional<Object> timestamp(String value) {
        long micros = IsoTimestamp.parseMicros(value);
        if (micros == IsoTimestamp.NONE) {
            return Optional.empty();
        }
        Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return Optional.of(ZONE.matcher(value).find() ? instant : LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
}
