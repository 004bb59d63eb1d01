package dev.tributary.coerce.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualTimestampTest {
    private static final String[] FORMS = {
        "2024-01-31T10:00:59Z",
        "2024-02-29 23:59:59.123456",
        "1969-12-31T00:00",
        "0001-01-01 00:00:00+05:30",
        "9999-12-31T23:59:59.9-00:01",
    };

    /** What stands next to digits and separators in ASCII, what differs from them in one bit, and no ASCII at all. */
    private static final char[] OTHERS = {
        '0', '9', '/', ':', '-', '.', ' ', 'T', 't', 'Z', 'p', 'y', '\0', '5', '3', '1', '@', '\u007f', '\u00e4'
    };

    @Test
    void readsWhatTheSlowWayReadsWhereverItReadsAnything() {
        Random random = new Random(7);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(FORMS[random.nextInt(FORMS.length)]);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), OTHERS[random.nextInt(OTHERS.length)]);
            }
            long micros = usual(text.toString());
            if (micros != IsoTimestamp.NONE) {
                IsoParts parts = IsoTimestamp.parts(text);
                assertThat(parts).as("%s", text).isNotNull();
                assertThat(micros).as("%s", text).isEqualTo(parts.micros());
                read++;
            }
        }
        assertThat(read).isGreaterThan(50_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-31T10:00:59Z",
                "2024-01-31 10:00:59",
                "2024-01-31T10:00",
                "2024-01-31T10:00:59.5+01:00",
                "2024-02-29T00:00:00Z"
            })
    void readsTheUsualForm(String text) {
        assertThat(usual(text)).isEqualTo(IsoTimestamp.parseMicros(text)).isNotEqualTo(IsoTimestamp.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-31",
                "2024-01-31t10:00:59Z",
                "2024-13-31T10:00:59Z",
                "2023-02-29T10:00:59Z",
                "2024-01-31T24:00:59Z",
                "2024-01-31T10:60:59Z",
                "2024/01/31T10:00:59Z",
                "202:-01-31T10:00:59Z",
                "2024-01-31T10:00:59ZZ"
            })
    void leavesTheRestToTheSlowWay(String text) {
        assertThat(usual(text)).isEqualTo(IsoTimestamp.NONE);
    }

    private static long usual(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return UsualTimestamp.micros(utf8, 0, utf8.length);
    }
}
