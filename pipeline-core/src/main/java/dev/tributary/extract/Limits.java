package dev.tributary.extract;

import dev.tributary.source.definition.Step;
import java.util.List;

/** How far the limits among a resource's steps let it be read. Used by one thread, from when the resource is opened. */
final class Limits {
    private final List<Step> steps;
    private final long[] passed;
    private final long opened = System.nanoTime();
    private boolean reached;

    Limits(List<Step> steps) {
        this.steps = steps;
        this.passed = new long[steps.size()];
        for (Step step : steps) {
            reached |= step instanceof Step.FirstRecords first && first.count() == 0;
        }
    }

    /** Where the first limit stands among the steps; behind them all where there is none. */
    int first() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isLimit()) {
                return i;
            }
        }
        return steps.size();
    }

    /** Whether no further record may pass. */
    boolean areReached() {
        return reached || timeIsUp();
    }

    boolean timeIsUp() {
        for (Step step : steps) {
            if (step instanceof Step.FirstTime first
                    && System.nanoTime() - opened >= first.time().toNanos()) {
                return true;
            }
        }
        return false;
    }

    /** Whether one more record may pass a step, which counts it. */
    boolean take(Step.FirstRecords first, int at) {
        if (passed[at] == first.count()) {
            return false;
        }
        passed[at]++;
        return true;
    }

    /** Says that the record is through: a limit is reached only when the last record has taken the steps behind it. */
    void taken(Step.FirstRecords first, int at) {
        reached |= passed[at] == first.count();
    }
}
