package dev.tributary.extract;

import java.time.Duration;

/**
 * How resources are read.
 *
 * @param workers resources that are read at once
 * @param patience how long an ended extraction waits for resources to close
 */
public record ExtractSettings(int workers, Duration patience) {
    /** dlt's default. */
    public static final int DEFAULT_WORKERS = 5;

    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);

    /** So many resources at once. */
    public static ExtractSettings workers(int workers) {
        return new ExtractSettings(workers, DEFAULT_PATIENCE);
    }
}
