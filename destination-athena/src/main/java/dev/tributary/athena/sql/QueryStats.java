package dev.tributary.athena.sql;

import java.time.Duration;

/** What a query took: bytes that Athena scanned, and time from start to end, of which some in its queue. */
public record QueryStats(String queryId, long scannedBytes, Duration total, Duration queued) {}
