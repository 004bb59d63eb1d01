package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.coerce.Coercion;
import dev.tributary.coerce.Detections;
import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.naming.NamingConvention;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Detection;
import java.math.BigInteger;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of docs/reference/differences-from-dlt.md that one value shows. */
class DifferencesFromDltTest {
    private final NamingConvention lake = NamingConvention.athena();

    @ParameterizedTest
    @CsvSource({"日本,x_u08vmw", "ÄÖ,x_q1cdmq", "ß,x_0cjeja", "🚀,x_9jtcna"})
    void aNameInAForeignScriptIsTagged(String raw, String name) {
        assertThat(lake.identifier(raw)).isEqualTo(name);
        assertThat(NamingConvention.of("sql_cs_v1", null).identifier(raw)).isEqualTo(name);
        assertThat(NamingConvention.of("s3_tables", null).identifier(raw)).isEqualTo(name);
        assertThat(lake.path(raw + "__name")).isEqualTo(name + "__name");
    }

    @Test
    void noNameIsEmpty() {
        assertThat(Stream.of("__", "", " ").map(lake::path)).noneMatch(String::isEmpty);
        assertThat(lake.path("")).isEqualTo("_empty");
    }

    @Test
    void digitsOfOtherScriptsAreThoseOfAscii() {
        assertThat(lake.path("٣abc")).isEqualTo("_3abc");
        assertThat(lake.tablesPath("n९")).isEqualTo("n9");
        assertThat(NamingConvention.of("snake_case", 255).path("٣abc")).isEqualTo("_٣abc");
    }

    @Test
    void allConventionsGiveLowerCaseInTheLake() {
        assertThat(NamingConvention.athena("duck_case", 255).path("UserId")).isEqualTo("userid");
        assertThat(NamingConvention.athena("sql_cs_v1", 255).path("UserId")).isEqualTo("userid");
        assertThat(NamingConvention.of("duck_case", 255).path("UserId")).isEqualTo("UserId");
    }

    @Test
    void anOffsetOfADayIsNoTimestamp() {
        assertThat(IsoTimestamp.parse("2024-01-01T10:00+24:00")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {5, -1, 2})
    void aNumberThatIsNeither0Nor1IsNoBool(long number) {
        assertThat(Coercion.coerce(DataType.BIGINT, DataType.BOOL, number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "inf"})
    void whatIsNoNumberIsNoDecimal(String text) {
        assertThat(Coercion.coerce(DataType.TEXT, DataType.DECIMAL, text)).isEmpty();
        assertThat(Coercion.coerce(DataType.TEXT, DataType.WEI, text)).isEmpty();
    }

    @Test
    void secondsBeyondTheYear9999AreNoTimestamp() {
        assertThat(Coercion.coerce(DataType.BIGINT, DataType.TIMESTAMP, Long.MAX_VALUE))
                .isEmpty();
    }

    @Test
    void anIntegerOf39DigitsIsNoWei() {
        Detections detections = new Detections(Set.of(Detection.LARGE_INTEGER), 0);
        assertThat(detections.of(DataType.BIGINT, new BigInteger("100000000000000000000000000000000000001")))
                .isEqualTo(DataType.TEXT);
    }
}
