package dev.tributary.athena.merge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.Table;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a table of scd2 tells since when and until when a row holds. Times are microseconds since 1970, UTC.
 *
 * @param from the column with the beginning
 * @param to the column with the end
 * @param version the column whose value changes when a record does
 * @param active the end of rows that still hold; absent, it is null
 * @param boundary the time at which the load's changes count
 */
public record Validity(
        String from, String to, String version, @Nullable Long active, long boundary) {

    /** What a root table says; a load made at that time changes it. */
    public static Validity of(Table root, Instant loaded) {
        String from = name(root, c -> flag(c, Table.VALID_FROM), "_dlt_valid_from");
        String to = name(root, c -> flag(c, Table.VALID_TO), "_dlt_valid_to");
        String rowKey = name(root, c -> c.has(ColumnHint.ROW_KEY), "_dlt_id");
        JsonNode active =
                root.find(to).map(c -> c.other().get(Table.ACTIVE_TIMESTAMP)).orElse(null);
        Long boundary = micros(root.other().get(Table.BOUNDARY_TIMESTAMP));
        return new Validity(
                from,
                to,
                name(root, c -> flag(c, Table.ROW_VERSION), rowKey),
                micros(active),
                boundary == null ? micros(loaded) : boundary);
    }

    private static String name(Table table, Predicate<Column> wanted, String otherwise) {
        return table.columns().stream()
                .filter(wanted)
                .map(Column::name)
                .findFirst()
                .orElse(otherwise);
    }

    private static boolean flag(Column column, String property) {
        JsonNode value = column.other().get(property);
        return value != null && value.asBoolean();
    }

    private static @Nullable Long micros(@Nullable JsonNode time) {
        return time == null || time.isNull() ? null : (Long) micros(instant(time.asText()));
    }

    private static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    /** A time in ISO form; without an offset it is UTC. */
    private static Instant instant(String text) {
        String iso = text.trim().replace(' ', 'T');
        try {
            return OffsetDateTime.parse(iso).toInstant();
        } catch (DateTimeParseException e) {
            String time = iso.contains("T") ? iso : iso + "T00:00:00";
            return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
        }
    }
}
