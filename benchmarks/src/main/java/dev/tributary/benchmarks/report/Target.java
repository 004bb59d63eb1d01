package dev.tributary.benchmarks.report;

import java.util.Locale;

/** What the project promises of a figure: at least so much, or at most. */
record Target(String what, double promised, boolean atLeast, String unit, double measured) {
    boolean reached() {
        return atLeast ? measured >= promised : measured <= promised;
    }

    /** Its line in the table. */
    String line() {
        return "| %s | %s %s | %s | %s |"
                .formatted(what, atLeast ? "≥" : "≤", text(promised), text(measured), reached() ? "yes" : "**no**");
    }

    private String text(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f %s" : "%.2f %s", value, unit)
                .strip();
    }
}
