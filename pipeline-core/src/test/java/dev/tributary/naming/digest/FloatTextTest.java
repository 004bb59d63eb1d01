package dev.tributary.naming.digest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatTextTest {
    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0, 1.0",
        "-1.5, -1.5, -1.5",
        "-0.0, -0.0, -0.0",
        "1e15, 1000000000000000.0, 1000000000000000.0",
        "1e16, 1e+16, 1e16",
        "1e20, 1e+20, 1e20",
        "123456789012345680.0, 1.2345678901234568e+17, 1.2345678901234568e17",
        "0.0001, 0.0001, 0.0001",
        "1e-5, 1e-05, 0.00001",
        "1.234e-5, 1.234e-05, 0.00001234",
        "1e-6, 1e-06, 1e-6",
        "5e-324, 5e-324, 5e-324",
        "2e-3, 0.002, 0.002",
        "1.7976931348623157e308, 1.7976931348623157e+308, 1.7976931348623157e308",
        "NaN, nan, null",
        "-Infinity, -inf, null"
    })
    void writesDoublesAsPythonAndOrjsonDo(double value, String python, String json) {
        assertThat(FloatText.python(value)).isEqualTo(python);
        assertThat(FloatText.json(value)).isEqualTo(json);
    }
}
