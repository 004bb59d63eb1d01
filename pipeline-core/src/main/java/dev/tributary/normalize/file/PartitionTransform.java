package dev.tributary.normalize.file;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.PartitionField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/**
 * Gives the partition value of a column's value as text, by the partition transforms of the Iceberg specification (bucket
 * hashes are Murmur3 x86 32, date parts count from 1970); identity values are as Hive writes them in folder names.
 * Bytes come and go as a text of so many characters, each of which is one of them.
 */
final class PartitionTransform {
    private static final long MICROS_IN_HOUR = 3_600_000_000L;
    private static final long MICROS_IN_DAY = 24 * MICROS_IN_HOUR;
    private static final DateTimeFormatter HIVE_TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 6, true)
            .toFormatter();

    private final PartitionField field;
    private final DataType type;
    private final int scale;

    PartitionTransform(PartitionField field, Column column) {
        this.field = field;
        this.type = column.type() == null ? DataType.TEXT : column.type();
        this.scale = column.decimalScale();
    }

    String apply(Object value) {
        return switch (field.transform()) {
            case IDENTITY -> identity(value);
            case YEAR -> Long.toString(date(value).getYear() - 1970L);
            case MONTH ->
                Long.toString((date(value).getYear() - 1970L) * 12 + date(value).getMonthValue() - 1);
            case DAY -> Long.toString(date(value).toEpochDay());
            case HOUR -> Long.toString(Math.floorDiv((Long) value, MICROS_IN_HOUR));
            case BUCKET -> Integer.toString((Murmur3.hash(bytes(value)) & Integer.MAX_VALUE) % argument());
            case TRUNCATE -> truncated(value);
        };
    }

    private int argument() {
        return field.argument() == null ? 1 : field.argument();
    }

    private String identity(Object value) {
        return switch (type) {
            case DATE -> LocalDate.ofEpochDay((Long) value).toString();
            case TIMESTAMP -> timestamp((Long) value);
            case DECIMAL, WEI -> ((BigDecimal) value).setScale(scale).toPlainString();
            case TEXT, DOUBLE, BOOL, BIGINT, BINARY, JSON, TIME -> value.toString();
        };
    }

    private static String timestamp(long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        int nanos = (int) Math.floorMod(micros, 1_000_000L) * 1000;
        String text = HIVE_TIMESTAMP.format(LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC));
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private LocalDate date(Object value) {
        long number = (Long) value;
        return LocalDate.ofEpochDay(type == DataType.DATE ? number : Math.floorDiv(number, MICROS_IN_DAY));
    }

    private byte[] bytes(Object value) {
        if (value instanceof Long number) {
            byte[] little = new byte[Long.BYTES];
            for (int i = 0; i < Long.BYTES; i++) {
                little[i] = (byte) (number >>> (8 * i));
            }
            return little;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.setScale(scale).unscaledValue().toByteArray();
        }
        return value.toString()
                .getBytes(type == DataType.BINARY ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private String truncated(Object value) {
        long width = argument();
        if (value instanceof Long number) {
            return Long.toString(number - Math.floorMod(number, width));
        }
        if (value instanceof BigDecimal decimal) {
            BigInteger unscaled = decimal.setScale(scale).unscaledValue();
            BigInteger rest = unscaled.mod(BigInteger.valueOf(width));
            return new BigDecimal(unscaled.subtract(rest), scale).toPlainString();
        }
        String text = value.toString();
        int points = text.codePointCount(0, text.length());
        return points <= width ? text : text.substring(0, text.offsetByCodePoints(0, (int) width));
    }
}
