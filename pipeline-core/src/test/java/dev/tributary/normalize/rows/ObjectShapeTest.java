package dev.tributary.normalize.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.id.RowIdRule;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectShapeTest {
    private static int endOfName(String name, String text) {
        ObjectShape shape = ObjectShape.root(NamingConvention.athena(), "items", RowIdRule.COUNTED, ColumnFilter.NONE);
        byte[] utf8 = (text + " ".repeat(Long.BYTES)).getBytes(StandardCharsets.UTF_8);
        return shape.field(name).endOfName(utf8, 0, utf8.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "abcde",
                "eight_by",
                "sixteen_bytes_of",
                "as_many_bytes_as_make_more_than_three_words",
                "\uD83D\uDE00"
            })
    void findsANameAsItMostlyStands(String name) {
        String quoted = "\"" + name + "\":";

        assertThat(endOfName(name, quoted)).isEqualTo(quoted.getBytes(StandardCharsets.UTF_8).length);
        for (int i = 0; i < quoted.length(); i++) {
            assertThat(endOfName(name, quoted.substring(0, i) + "~" + quoted.substring(i + 1)))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"", "a\\", "a\n"})
    void findsNoNameThatStandsInSeveralWays(String name) {
        assertThat(endOfName(name, "\"" + name + "\":")).isZero();
    }

    /** Encoded, the name of an object's field would be another field's. */
    @Test
    void findsNoNameWithHalfASurrogatePair() {
        assertThat(endOfName("a\uD83D", "\"a?\":")).isZero();
    }
}
