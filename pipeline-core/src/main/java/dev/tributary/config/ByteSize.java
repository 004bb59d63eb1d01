package dev.tributary.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written as {@code 256MiB}, {@code 1GB} or {@code 4096}. */
public record ByteSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*([a-z]*)");
    private static final Map<String, Long> UNITS = Map.of(
            "",
            1L,
            "b",
            1L,
            "kb",
            1_000L,
            "mb",
            1_000_000L,
            "gb",
            1_000_000_000L,
            "kib",
            1L << 10,
            "mib",
            1L << 20,
            "gib",
            1L << 30);

    /** The size that the text says, if it says one. */
    public static Optional<ByteSize> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || !UNITS.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)))));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The size in the largest binary unit that leaves at least one, such as {@code 1.5 MiB}. */
    @Override
    public String toString() {
        if (bytes < 1024) {
            return bytes + " B";
        }
        int power = Math.min(4, (63 - Long.numberOfLeadingZeros(bytes)) / 10);
        double number = bytes / (double) (1L << (10 * power));
        return String.format(Locale.ROOT, number < 100 ? "%.1f %ciB" : "%.0f %ciB", number, "KMGT".charAt(power - 1));
    }
}
