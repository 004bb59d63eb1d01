package dev.tributary.normalize.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "-1E+400",
                "1e-400",
                "-0",
                "-0.0",
                "1.10",
                "12345678901234567.5",
                "9223372036854775808",
                "-123456789012345678901234567890",
                "0.1000000000000000055511151231257827",
                "true",
                "null",
                "\"\\uD83D\"",
                "\"a\\uDE00b\"",
                "\"1e400\"",
            })
    void keepsValuesAsTheyAre(String value) {
        assertThat(compact("[ " + value + " ,\n{ \"a\" : " + value + " } ]"))
                .isEqualTo("[" + value + ",{\"a\":" + value + "}]");
        assertThat(compact("{\"a\": 1, \"b\": [], \"a\": [" + value + ", {\"c\": " + value + "}]}"))
                .isEqualTo("{\"a\":[" + value + ",{\"c\":" + value + "}],\"b\":[]}");
    }

    @Test
    void keepsTheLongestNumber() {
        String digits = "7".repeat(10_000);

        assertThat(compact("[" + digits + "]")).isEqualTo("[" + digits + "]");
    }

    @Test
    void writesTextWithoutNeedlessEscapes() {
        assertThat(compact("[\"\\u00e9\\/\\u0001\\n\"]")).isEqualTo("[\"é/\\u0001\\n\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d\ude80", "\\ud83d\\ude80"})
    void writesCharactersBeyond16BitsAsTheyAre(String rocket) {
        assertThat(compact("[{\"a" + rocket + "\": \"" + rocket + rocket + "b\"}]"))
                .isEqualTo("[{\"a\ud83d\ude80\": \"\ud83d\ude80\ud83d\ude80b\"}]".replace(" ", ""));
        assertThat(compact("{\"a\": 1, \"a\": \"" + rocket + "\"}")).isEqualTo("{\"a\":\"\ud83d\ude80\"}");
    }

    @Test
    void writesSuchCharactersAsTheyAreWhereverTheyStand() {
        for (int before = 0; before < 4; before++) {
            String text = "a".repeat(before) + "\ud83d\ude80x".repeat(20_000);

            assertThat(compact("[\"" + text + "\"]")).isEqualTo("[\"" + text + "\"]");
            assertThat(compact("{\"" + text + "\": 1}")).isEqualTo("{\"" + text + "\":1}");
        }
    }

    private static String compact(String json) {
        byte[] bytes = (" " + json + " ").getBytes(StandardCharsets.UTF_8);
        return new String(RecordJson.compact(bytes, 1, bytes.length - 1), StandardCharsets.UTF_8);
    }
}
