package dev.tributary.coerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.naming.digest.CanonicalJson;
import dev.tributary.schema.DataType;
import dev.tributary.vectors.Vectors;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** dlt's coercions, but for two: docs/reference/differences-from-dlt.md. */
class CoercionVectorTest {
    private static final Set<String> NOT_FINITE = Set.of("NaN", "-NaN", "sNaN", "Infinity", "-Infinity");

    static Stream<JsonNode> coercions() {
        return Vectors.of("coerce.json");
    }

    @ParameterizedTest
    @MethodSource
    void coercions(JsonNode row) {
        DataType from = DataType.of(row.get("from").asText());
        DataType to = DataType.of(row.get("to").asText());
        if (notFinite(row.get("in"))) {
            return;
        }
        Optional<Object> coerced = Coercion.coerce(from, to, value(from, row.get("in")));
        if (row.has("error") || losesANumber(from, to, row) || notFinite(row.get("out"))) {
            assertThat(coerced).isEmpty();
        } else {
            assertThat(coerced).hasValueSatisfying(value -> assertThat(value).isEqualTo(value(to, row.get("out"))));
        }
    }

    /** dlt makes true of every number that is not 0. */
    private static boolean losesANumber(DataType from, DataType to, JsonNode row) {
        if (to != DataType.BOOL
                || !Set.of(DataType.BIGINT, DataType.DOUBLE, DataType.DECIMAL, DataType.WEI)
                        .contains(from)) {
            return false;
        }
        JsonNode in = row.get("in");
        BigDecimal number = in.has("$double")
                ? null
                : new BigDecimal(in.has("$dec") ? in.get("$dec").asText() : in.asText());
        return number == null || number.signum() != 0 && number.compareTo(BigDecimal.ONE) != 0;
    }

    /** A decimal that is no number has no form here. */
    private static boolean notFinite(JsonNode value) {
        return value.has("$dec") && NOT_FINITE.contains(value.get("$dec").asText());
    }

    private static Object value(DataType type, JsonNode json) {
        return switch (type) {
            case TEXT -> json.asText();
            case BIGINT -> Inference.compact(json.bigIntegerValue());
            case DOUBLE -> json.has("$double") ? floating(json.get("$double").asText()) : (Object) json.doubleValue();
            case BOOL -> json.asBoolean();
            case TIMESTAMP -> timestamp(json.get("$ts").asText());
            case DATE -> LocalDate.parse(json.get("$date").asText()).toEpochDay();
            case TIME -> LocalTime.parse(json.get("$time").asText()).toNanoOfDay() / 1000;
            case DECIMAL, WEI -> new BigDecimal(json.get("$dec").asText());
            case BINARY -> HexFormat.of().parseHex(json.get("$bytes").asText());
            case JSON -> CanonicalJson.compact(json);
        };
    }

    private static long timestamp(String text) {
        return IsoTimestamp.parse(text).orElseThrow();
    }

    private static double floating(String python) {
        return PythonNumber.floating(python).orElseThrow();
    }
}
