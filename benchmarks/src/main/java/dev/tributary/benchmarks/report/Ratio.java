package dev.tributary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * How many times the other one took what ours took: of the medians, and of the pairs of rounds the smallest and the largest.
 */
record Ratio(double median, double least, double most) {
    static Ratio of(JsonNode ours, JsonNode theirs, String field) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            double one = theirs.get(i).path(field).asDouble()
                    / ours.get(i).path(field).asDouble();
            least = Math.min(least, one);
            most = Math.max(most, one);
        }
        double median =
                Figures.of(theirs, field).median() / Figures.of(ours, field).median();
        return new Ratio(median, Math.min(least, median), Math.max(most, median));
    }

    String text() {
        return String.format(Locale.ROOT, "%.2f × (%.2f–%.2f)", median, least, most);
    }
}
