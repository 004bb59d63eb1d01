package dev.tributary.lake.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tributary.lake.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionFilterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            dt = '2026-01-02'                          | true
            dt = '2026-01-03'                          | false
            n = 10                                     | true
            n = '10'                                   | true
            n > 9                                      | true
            n > 9.5 AND n < 10.5                       | true
            NOT n > 9                                  | false
            (n = 1 OR n = 10) AND dt <> 'x'            | true
            n = 1 OR n = 10 AND dt = 'x'               | false
            DT In ('a', '2026-01-02')                  | true
            dt not in ('a','2026-01-02')               | false
            n between 1 and 9                          | false
            n not between 1 and 9                      | true
            dt like '2026-__-%'                        | true
            dt not like '2026%'                        | false
            name = 'it''s'                             | true
            "name" != `x`                              | error
            none IS NULL                               | error
            nothing is null                            | true
            nothing = 'x'                              | false
            nothing <> 'x'                             | false
            dt IS NOT NULL                             | true
            dt =                                       | error
            dt = '2026-01-02' dt                       | error
            n = 'ten'                                  | error
            dt ~ 'x'                                   | error
            """)
    void judges(String expression, String expected) {
        if (expected.equals("error")) {
            assertThatThrownBy(() -> matches(expression))
                    .isInstanceOfSatisfying(
                            GlueException.class, e -> assertThat(e.code()).isEqualTo("InvalidInputException"))
                    .hasMessageStartingWith("Invalid expression '" + expression + "': ");
        } else {
            assertThat(matches(expression)).isEqualTo(Boolean.valueOf(expected));
        }
    }

    private static boolean matches(String expression) {
        ArrayNode keys = Json.object().putArray("keys");
        keys.addObject().put("Name", "dt").put("Type", "string");
        keys.addObject().put("Name", "n").put("Type", "int");
        keys.addObject().put("Name", "name").put("Type", "string");
        keys.addObject().put("Name", "nothing").put("Type", "string");
        ArrayNode values = Json.object().putArray("values");
        values.add("2026-01-02").add("10").add("it's").add("__HIVE_DEFAULT_PARTITION__");
        return PartitionFilter.parse(expression, keys).matches(values);
    }
}
