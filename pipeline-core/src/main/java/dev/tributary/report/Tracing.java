package dev.tributary.report;

import dev.tributary.config.Redaction;
import dev.tributary.config.ResolvedSetting;
import java.util.List;

/**
 * What a run's trace says besides what happened, and how many are kept.
 *
 * @param keep the newest so many traces stay in the working folder; 0 for none at all
 * @param settings the settings that the run found, without secrets
 * @param redaction takes secrets out of whatever the trace holds
 */
public record Tracing(int keep, List<ResolvedSetting> settings, Redaction redaction) {
    private static final int DEFAULT_KEEP = 20;

    /** Twenty traces, and no settings. */
    public static final Tracing DEFAULT = new Tracing(DEFAULT_KEEP, List.of(), Redaction.NONE);

    public Tracing {
        settings = List.copyOf(settings);
    }

    /** Leaves no trace. */
    public static Tracing none() {
        return new Tracing(0, List.of(), Redaction.NONE);
    }
}
