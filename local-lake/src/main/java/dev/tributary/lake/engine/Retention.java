package dev.tributary.lake.engine;

import java.util.List;
import java.util.Map;

/**
 * What VACUUM keeps of an Iceberg table.
 *
 * @param seconds snapshots, and files that nothing refers to, are kept until they are so old
 * @param snapshots so many are kept however old they are
 */
record Retention(long seconds, int snapshots) {
    /** Five days, as Athena has it. */
    private static final long DEFAULT_SECONDS = 432_000;

    private static final long MILLIS = 1000;

    /** Reads Athena's properties of the table, else Iceberg's own of the same meaning. */
    static Retention of(Map<String, String> properties) {
        String millis = properties.get("history.expire.max-snapshot-age-ms");
        long otherwise = millis == null ? DEFAULT_SECONDS : Long.parseLong(millis) / MILLIS;
        String seconds = properties.get("vacuum_max_snapshot_age_seconds");
        String least = properties.getOrDefault("history.expire.min-snapshots-to-keep", "1");
        return new Retention(
                seconds == null ? otherwise : Long.parseLong(seconds),
                Math.max(1, Integer.parseInt(properties.getOrDefault("vacuum_min_snapshots_to_keep", least))));
    }

    /** The engine's procedures that keep just this, in their order. */
    List<String> procedures() {
        return List.of(
                "expire_snapshots(retention_threshold => '%ds', retain_last => %d)".formatted(seconds, snapshots),
                "remove_orphan_files(retention_threshold => '%ds')".formatted(seconds));
    }
}
