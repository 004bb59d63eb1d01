package dev.tributary.benchmarks.report;

import java.util.Locale;

/** Text of a page, line by line. */
final class Lines {
    private final StringBuilder text = new StringBuilder();

    void line(String line) {
        text.append(line).append('\n');
    }

    /** The whole text, which ends with one line break. */
    String text() {
        return text.toString().stripTrailing() + "\n";
    }

    static String megabytes(double megabytes) {
        return megabytes >= 1000
                ? String.format(Locale.ROOT, "%.1f GB", megabytes / 1000)
                : String.format(Locale.ROOT, "%.0f MB", megabytes);
    }
}
