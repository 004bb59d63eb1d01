package dev.tributary.normalize.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.PartitionField.Transform;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hashes are the examples of the Iceberg specification, appendix B. */
class PartitionTransformTest {
    private static final long DAY = LocalDate.of(2017, 11, 16).toEpochDay();
    private static final long MICROS =
            LocalDateTime.of(2017, 11, 16, 22, 31, 8).toEpochSecond(ZoneOffset.UTC) * 1_000_000;

    @Test
    void hashesAsTheSpecificationDoes() {
        assertThat(Murmur3.hash(little(34))).isEqualTo(2017239379);
        assertThat(Murmur3.hash(little(DAY))).isEqualTo(-653330422);
        assertThat(Murmur3.hash(little(MICROS))).isEqualTo(-2047944441);
        assertThat(Murmur3.hash("iceberg".getBytes(StandardCharsets.UTF_8))).isEqualTo(1210000089);
        assertThat(Murmur3.hash(new BigDecimal("14.20").unscaledValue().toByteArray()))
                .isEqualTo(-500754589);
        assertThat(Murmur3.hash(new byte[] {0, 1, 2, 3})).isEqualTo(-188683207);
    }

    @Test
    void bucketsByTheHash() {
        assertThat(apply(Transform.BUCKET, 16, DataType.BIGINT, 34L)).isEqualTo(Integer.toString(2017239379 % 16));
        assertThat(apply(Transform.BUCKET, 16, DataType.TEXT, "iceberg")).isEqualTo(Integer.toString(1210000089 % 16));
        Column price = new Column("c", DataType.DECIMAL, true, 9, 2, Set.of(), null);
        assertThat(new PartitionTransform(new PartitionField("c", Transform.BUCKET, 16), price)
                        .apply(new BigDecimal("14.2")))
                .isEqualTo(Integer.toString((-500754589 & Integer.MAX_VALUE) % 16));
    }

    @Test
    void countsDatePartsFrom1970() {
        assertThat(apply(Transform.YEAR, null, DataType.TIMESTAMP, MICROS)).isEqualTo("47");
        assertThat(apply(Transform.MONTH, null, DataType.TIMESTAMP, MICROS)).isEqualTo("574");
        assertThat(apply(Transform.DAY, null, DataType.TIMESTAMP, MICROS)).isEqualTo("17486");
        assertThat(apply(Transform.HOUR, null, DataType.TIMESTAMP, MICROS)).isEqualTo("419686");
        assertThat(apply(Transform.DAY, null, DataType.DATE, DAY)).isEqualTo("17486");
        assertThat(apply(Transform.DAY, null, DataType.TIMESTAMP, -1L)).isEqualTo("-1");
        assertThat(apply(Transform.MONTH, null, DataType.DATE, -1L)).isEqualTo("-1");
    }

    @Test
    void truncatesTowardsLess() {
        assertThat(apply(Transform.TRUNCATE, 10, DataType.BIGINT, 17L)).isEqualTo("10");
        assertThat(apply(Transform.TRUNCATE, 10, DataType.BIGINT, -1L)).isEqualTo("-10");
        assertThat(apply(Transform.TRUNCATE, 3, DataType.TEXT, "ice\uD83E\uDDCAberg"))
                .isEqualTo("ice");
        assertThat(apply(Transform.TRUNCATE, 4, DataType.TEXT, "ice\uD83E\uDDCAberg"))
                .isEqualTo("ice\uD83E\uDDCA");
    }

    @Test
    void writesIdentityValuesAsHiveDoes() {
        assertThat(apply(Transform.IDENTITY, null, DataType.DATE, DAY)).isEqualTo("2017-11-16");
        assertThat(apply(Transform.IDENTITY, null, DataType.TIMESTAMP, MICROS)).isEqualTo("2017-11-16 22:31:08");
        assertThat(apply(Transform.IDENTITY, null, DataType.TIMESTAMP, MICROS + 120_000))
                .isEqualTo("2017-11-16 22:31:08.12");
        assertThat(apply(Transform.IDENTITY, null, DataType.BOOL, true)).isEqualTo("true");
    }

    @Test
    void tellsYearsBeforeTheFirstApart() {
        assertThat(identity(1)).isEqualTo("0001-01-01 00:00:00");
        assertThat(identity(0)).isEqualTo("0000-01-01 00:00:00");
        assertThat(identity(-1)).isEqualTo("-0001-01-01 00:00:00");
        assertThat(identity(9999)).isEqualTo("9999-01-01 00:00:00");
        assertThat(identity(10_000)).isEqualTo("+10000-01-01 00:00:00");
    }

    private static String identity(int year) {
        long seconds = LocalDateTime.of(year, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
        return apply(Transform.IDENTITY, null, DataType.TIMESTAMP, seconds * 1_000_000);
    }

    private static String apply(Transform transform, Integer argument, DataType type, Object value) {
        return new PartitionTransform(new PartitionField("c", transform, argument), Column.of("c", type)).apply(value);
    }

    private static byte[] little(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }
}
