package dev.tributary.coerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.error.SchemaException;
import dev.tributary.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InferenceTest {
    private static final UUID ID = UUID.fromString("00000000-0000-0001-0000-000000000002");
    private static final BigInteger BEYOND_64_BITS = BigInteger.ONE.shiftLeft(63);

    private static final long NOON = 43_200_000_000L;

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("a", DataType.TEXT, "a"),
                Arguments.of('a', DataType.TEXT, "a"),
                Arguments.of(ID, DataType.TEXT, "00000000-0000-0001-0000-000000000002"),
                Arguments.of(DataType.JSON, DataType.TEXT, "JSON"),
                Arguments.of(true, DataType.BOOL, true),
                Arguments.of(1, DataType.BIGINT, 1L),
                Arguments.of(1L, DataType.BIGINT, 1L),
                Arguments.of((short) 1, DataType.BIGINT, 1L),
                Arguments.of((byte) 1, DataType.BIGINT, 1L),
                Arguments.of(BigInteger.ONE, DataType.BIGINT, 1L),
                Arguments.of(BEYOND_64_BITS, DataType.DECIMAL, new BigDecimal(BEYOND_64_BITS)),
                Arguments.of(1.5, DataType.DOUBLE, 1.5),
                Arguments.of(0.1f, DataType.DOUBLE, 0.1),
                Arguments.of(new BigDecimal("1.50"), DataType.DECIMAL, new BigDecimal("1.50")),
                Arguments.of(new byte[] {1}, DataType.BINARY, new byte[] {1}),
                Arguments.of(ByteBuffer.wrap(new byte[] {1}), DataType.BINARY, new byte[] {1}),
                Arguments.of(Instant.EPOCH.plusNanos(1_999), DataType.TIMESTAMP, 1L),
                Arguments.of(OffsetDateTime.parse("1970-01-01T01:00:00+01:00"), DataType.TIMESTAMP, 0L),
                Arguments.of(ZonedDateTime.parse("1970-01-01T00:00:00Z"), DataType.TIMESTAMP, 0L),
                Arguments.of(LocalDateTime.parse("1970-01-01T00:00:01"), DataType.TIMESTAMP, 1_000_000L),
                Arguments.of(Timestamp.from(Instant.EPOCH.plusNanos(1_000)), DataType.TIMESTAMP, 1L),
                Arguments.of(new Date(1), DataType.TIMESTAMP, 1_000L),
                Arguments.of(LocalDate.EPOCH, DataType.DATE, 0L),
                Arguments.of(java.sql.Date.valueOf("1970-01-01"), DataType.DATE, 0L),
                Arguments.of(LocalTime.NOON, DataType.TIME, NOON),
                Arguments.of(java.sql.Time.valueOf("12:00:00"), DataType.TIME, NOON),
                Arguments.of(OffsetTime.parse("14:00:00+02:00"), DataType.TIME, NOON));
    }

    @ParameterizedTest
    @MethodSource
    void values(Object value, DataType type, Object plain) {
        assertThat(Inference.typeOf(value)).isEqualTo(type);
        assertThat(Inference.canonical(value)).isEqualTo(plain);
    }

    @Test
    void seesJsonInMapsListsAndArrays() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", new int[] {1, 2});
        map.put("a", List.of(new BigDecimal("1.50"), Instant.EPOCH, ID, BEYOND_64_BITS));
        map.put("n", null);
        assertThat(Inference.typeOf(map)).isEqualTo(DataType.JSON);
        assertThat(Coercion.coerce(DataType.JSON, DataType.TEXT, Inference.canonical(map)))
                .hasValue("{\"b\":[1,2],\"a\":[\"1.50\",\"1970-01-01T00:00:00Z\","
                        + "\"00000000-0000-0001-0000-000000000002\",9223372036854775808],\"n\":null}");
    }

    @Test
    void seesTheTypesOfJsonNodes() throws Exception {
        var row = new ObjectMapper()
                .readTree("{\"t\":\"a\",\"b\":true,\"i\":1,\"h\":9223372036854775808,\"d\":1.5,\"o\":{}}");
        assertThat(row)
                .extracting(Inference::typeOf)
                .containsExactly(
                        DataType.TEXT,
                        DataType.BOOL,
                        DataType.BIGINT,
                        DataType.DECIMAL,
                        DataType.DOUBLE,
                        DataType.JSON);
        assertThat(row)
                .extracting(Inference::canonical)
                .containsExactly("a", true, 1L, new BigDecimal(BEYOND_64_BITS), 1.5, "{}");
    }

    @Test
    void refusesAValueOfAnUnknownClass() {
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> Inference.typeOf(new Object()))
                .withMessage(
                        "Cannot infer a type for a value of java.lang.Object (map it to a String, a number, a time "
                                + "of java.time, a Map or a Collection)");
    }
}
