package dev.tributary.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people write them: {@code 30s}, {@code 5m}, {@code 1h30m}, {@code PT5M}, or a number of seconds. */
public final class WrittenDuration {
    private static final Pattern FORM = Pattern.compile(
            "(?:(\\d{1,9})d)?\\s*(?:(\\d{1,9})h)?\\s*(?:(\\d{1,9})m)?\\s*(?:(\\d{1,9})s)?\\s*(?:(\\d{1,9})ms)?");

    private WrittenDuration() {}

    /** The duration that the text says, if it says one. */
    public static Optional<Duration> parse(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        if (text.startsWith("p")) {
            return iso(text);
        }
        Matcher matcher = FORM.matcher(text);
        return text.isEmpty() || !matcher.matches() ? Optional.empty() : Optional.of(sum(matcher));
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text)).filter(d -> !d.isNegative());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration sum(Matcher matcher) {
        return Duration.ofDays(number(matcher, 1))
                .plusHours(number(matcher, 2))
                .plusMinutes(number(matcher, 3))
                .plusSeconds(number(matcher, 4))
                .plusMillis(number(matcher, 5));
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}
