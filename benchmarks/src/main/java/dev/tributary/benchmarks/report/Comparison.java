package dev.tributary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Ours beside another one in the same rounds.
 *
 * @param what what both did, in few words
 * @param promised the ratio that the project promises of the seconds that pass
 * @param promisedCpu the ratio that it promises of processor seconds; 0 for none
 */
record Comparison(String what, JsonNode ours, JsonNode theirs, double promised, double promisedCpu) {
    boolean isMeasured() {
        return !ours.isEmpty() && !theirs.isEmpty();
    }

    Ratio wall() {
        return Ratio.of(ours, theirs, "wall");
    }

    Ratio cpu() {
        return Ratio.of(ours, theirs, "cpu");
    }
}
