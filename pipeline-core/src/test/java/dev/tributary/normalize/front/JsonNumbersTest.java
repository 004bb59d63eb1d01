package dev.tributary.normalize.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumbersTest {
    private static final long SEED = 20_261_121;

    private final JsonNumbers numbers = new JsonNumbers();

    @Test
    void readsIntegersOfAnyLength() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            BigInteger expected = new BigInteger(random.nextInt(90), random);
            expected = random.nextBoolean() ? expected : expected.negate();
            for (String behind : new String[] {"", ",", "}   ", ",\"a\":1.5}", "\n0123456789"}) {
                assertRead(expected.toString(), behind);
                assertThat(numbers.isFraction()).isFalse();
                assertThat(numbers.isLarge()).isEqualTo(expected.bitLength() >= Long.SIZE);
                if (numbers.isLarge()) {
                    assertThat(numbers.asBigInteger()).isEqualTo(expected);
                } else {
                    assertThat(numbers.asLong()).isEqualTo(expected.longValue());
                }
            }
        }
    }

    @Test
    void readsFractionsAsTheNearestDouble() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            String text = (random.nextBoolean() ? "-" : "")
                    + new BigInteger(random.nextInt(40), random)
                    + "."
                    + "0".repeat(random.nextInt(3))
                    + new BigInteger(random.nextInt(60), random)
                    + (random.nextInt(4) > 0 ? "" : "e" + (random.nextInt(40) - 20));
            for (String behind : new String[] {"", ",", "}   ", ",\"a\":1.5}", " .5e1"}) {
                assertRead(text, behind);
                assertThat(numbers.isFraction()).isTrue();
                assertThat(numbers.asDouble()).isEqualTo(Double.parseDouble(text));
            }
        }
    }

    @Test
    void keepsTheSignOfZero() {
        assertRead("-0.0", ",1234567");
        assertThat(Double.doubleToRawLongBits(numbers.asDouble())).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertRead("-0", ",1234567");
        assertThat(numbers.asLong()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "-.5", ".5", "01", "-00", "00.5", "1.", "1.e5", "1e", "1e+", "0123456789"})
    void refusesWhatIsNoNumberOfJson(String text) {
        for (String behind : new String[] {"", ",", ",12345678"}) {
            byte[] bytes = (text + behind).getBytes(StandardCharsets.US_ASCII);
            assertThatThrownBy(() -> numbers.read(bytes, 0, bytes.length)).isInstanceOf(Malformed.class);
        }
    }

    /** Reads a number in the middle of a text, which may end before the array does. */
    private void assertRead(String number, String behind) {
        byte[] bytes = ("[ " + number + behind + "99999999").getBytes(StandardCharsets.US_ASCII);
        int end = bytes.length - 8;
        assertThat(numbers.read(bytes, 2, end)).as(number).isEqualTo(2 + number.length());
    }
}
