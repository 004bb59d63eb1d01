package dev.tributary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;

/** What rounds showed, in order of size. */
record Figures(double[] values) {
    /** A field of each round. */
    static Figures of(JsonNode rounds, String field) {
        double[] values = new double[rounds.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rounds.get(i).path(field).asDouble();
        }
        return of(values);
    }

    static Figures of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Figures(sorted);
    }

    /** Millions of rows for each second of a processor. */
    static Figures perCore(JsonNode rounds) {
        return rate(rounds, "cpu");
    }

    /** Millions of rows for each of the seconds of that field. */
    static Figures rate(JsonNode rounds, String seconds) {
        double[] rates = new double[rounds.size()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = rounds.get(i).path("rows").asDouble()
                    / 1e6
                    / rounds.get(i).path(seconds).asDouble();
        }
        return of(rates);
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    double median() {
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    double max() {
        return values[values.length - 1];
    }

    /** The median, and the smallest and largest where there are several. */
    String text(int decimals) {
        String format = "%." + decimals + "f";
        String median = String.format(Locale.ROOT, format, median());
        if (values.length < 2) {
            return median;
        }
        return String.format(Locale.ROOT, "%s (" + format + "–" + format + ")", median, values[0], max());
    }
}
