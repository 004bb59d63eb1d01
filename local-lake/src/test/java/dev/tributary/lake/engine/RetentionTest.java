package dev.tributary.lake.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionTest {

    @Test
    void isFiveDaysAndOneSnapshotByDefault() {
        assertThat(Retention.of(Map.of())).isEqualTo(new Retention(432_000, 1));
    }

    @Test
    void takesAthenasPropertiesBeforeIcebergs() {
        Map<String, String> iceberg =
                Map.of("history.expire.max-snapshot-age-ms", "60000", "history.expire.min-snapshots-to-keep", "4");

        assertThat(Retention.of(iceberg)).isEqualTo(new Retention(60, 4));
        assertThat(Retention.of(Map.of(
                        "history.expire.max-snapshot-age-ms", "60000",
                        "vacuum_max_snapshot_age_seconds", "30",
                        "vacuum_min_snapshots_to_keep", "2")))
                .isEqualTo(new Retention(30, 2));
    }

    @Test
    void isWhatTheEngineIsTold() {
        assertThat(new Retention(30, 2).procedures())
                .containsExactly(
                        "expire_snapshots(retention_threshold => '30s', retain_last => 2)",
                        "remove_orphan_files(retention_threshold => '30s')");
    }
}
