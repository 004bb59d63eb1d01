package dev.tributary.coerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.naming.NamingConvention;
import dev.tributary.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoercionTest {
    @ParameterizedTest
    @ValueSource(longs = {5, -1, 2})
    void makesNoTruthOfANumberThatItWouldLose(long number) {
        assertThat(Coercion.coerce(DataType.BIGINT, DataType.BOOL, number)).isEmpty();
        assertThat(Coercion.coerce(DataType.DOUBLE, DataType.BOOL, (double) number))
                .isEmpty();
        assertThat(Coercion.coerce(DataType.DECIMAL, DataType.BOOL, BigDecimal.valueOf(number)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = DataType.class, names = "TEXT", mode = EnumSource.Mode.EXCLUDE)
    void readsLongTextsWithoutMuchStack(DataType type) {
        for (String part :
                List.of("1", "1_", "1_1", "0x1", "a", "0xab ", "0x1_", " ", "2024-01-01T", "-", "[", "{\"a\":")) {
            assertThatCode(() -> Coercion.coerce(
                            DataType.TEXT, type, part + part.replace("0x", "").repeat(100_000)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void makesTruthOfZeroAndOne() {
        assertThat(Coercion.coerce(DataType.BIGINT, DataType.BOOL, 1L)).hasValue(true);
        assertThat(Coercion.coerce(DataType.DOUBLE, DataType.BOOL, 0.0)).hasValue(false);
        assertThat(Coercion.coerce(DataType.DECIMAL, DataType.BOOL, new BigDecimal("1.0")))
                .hasValue(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "inf", "-Infinity"})
    void makesNoDecimalOfWhatIsNoNumber(String text) {
        assertThat(Coercion.coerce(DataType.TEXT, DataType.DECIMAL, text)).isEmpty();
        assertThat(Coercion.coerce(DataType.TEXT, DataType.DOUBLE, text)).isPresent();
    }

    @Test
    void keepsAnIntegerBeyond64Bits() {
        assertThat(Coercion.coerce(DataType.TEXT, DataType.BIGINT, "9223372036854775808"))
                .hasValue(BigInteger.ONE.shiftLeft(63));
        assertThat(Coercion.coerce(DataType.TEXT, DataType.BIGINT, "9223372036854775807"))
                .hasValue(Long.MAX_VALUE);
    }

    @Test
    void writesTextAsPythonDoes() {
        assertThat(Coercion.coerce(DataType.BOOL, DataType.TEXT, true)).hasValue("True");
        assertThat(Coercion.coerce(DataType.DOUBLE, DataType.TEXT, 1e20)).hasValue("1e+20");
        assertThat(Coercion.coerce(DataType.TIMESTAMP, DataType.TEXT, 1_500_000L))
                .hasValue("1970-01-01T00:00:01.500000+00:00");
    }

    @Test
    void refusesATimestampWithAnOffsetOfADay() {
        assertThat(IsoTimestamp.parse("2024-01-01T10:00+24:00")).isEmpty();
        assertThat(IsoTimestamp.parse("2024-01-01T10:00+23:59")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-01T10:00:00.123456789Z, 1704103200123456",
        "2024-01-01 10:00, 1704103200000000",
        "2024-01-01T10:00:00+02:00, 1704096000000000",
        "1969-12-31T23:59:59.5Z, -500000",
        "0001-01-01T00:00:00, -62135596800000000",
        "20240101T10, 1704103200000000",
        "2024/01/01 10:00, 1704103200000000"
    })
    void readsTimestampsAsMicroseconds(String text, long micros) {
        assertThat(IsoTimestamp.parse(text)).hasValue(micros);
    }

    @Test
    void readsSecondsSince1970OnlyWithinTheYears1To9999() {
        assertThat(Stream.of("253402300799", "-62135596800")
                        .map(text -> Coercion.coerce(DataType.TEXT, DataType.TIMESTAMP, text)))
                .allSatisfy(timestamp -> assertThat(timestamp).isPresent());
        assertThat(Stream.of("253402300800", "-62135596801", "1700000000000")
                        .map(text -> Coercion.coerce(DataType.TEXT, DataType.TIMESTAMP, text)))
                .allSatisfy(timestamp -> assertThat(timestamp).isEmpty());
    }

    @Test
    void namesAVariantByItsType() {
        assertThat(VariantName.of("id", DataType.TEXT)).isEqualTo("id__v_text");
        assertThat(VariantName.of(NamingConvention.of("snake_case", 20), "a_column_of_20_chars", DataType.BIGINT))
                .hasSize(20)
                .endsWith("_bigint");
    }
}
