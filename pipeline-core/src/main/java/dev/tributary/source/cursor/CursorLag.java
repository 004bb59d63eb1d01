package dev.tributary.source.cursor;

import dev.tributary.config.WrittenDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a run reaches back behind the last value, as authors write it: a duration ({@code 1h}, {@code PT1H}), or a number,
 * which is seconds for timestamps, days for dates, and itself for numbers.
 */
public final class CursorLag {
    /** What a wrong lag's message says. */
    public static final String ALLOWED = "a duration such as 1h or 2d, or a number above zero";

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Optional<BigDecimal> number;
    private final Duration duration;

    private CursorLag(Optional<BigDecimal> number, Duration duration) {
        this.number = number;
        this.duration = duration;
    }

    /**
     * The lag that the text says.
     *
     * @throws IllegalArgumentException if it says none above zero
     */
    public static CursorLag of(String text) {
        Optional<BigDecimal> number = number(text.strip());
        Duration duration = number.map(n -> Duration.ofNanos(n.movePointRight(9).longValue()))
                .or(() -> WrittenDuration.parse(text))
                .orElseThrow(() -> new IllegalArgumentException(ALLOWED));
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(ALLOWED);
        }
        return new CursorLag(number, duration);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The same lag to the other side. */
    public CursorLag negated() {
        return new CursorLag(number.map(BigDecimal::negate), duration.negated());
    }

    BigDecimal number() {
        return number.orElseThrow(() -> new IllegalArgumentException("a number, which takes a number as its lag"));
    }

    long days() {
        return number.map(BigDecimal::longValue).orElse(duration.toDays());
    }

    long seconds() {
        return duration.toSeconds();
    }

    long micros() {
        return duration.toSeconds() * MICROS_PER_SECOND + duration.toNanosPart() / 1000;
    }
}
