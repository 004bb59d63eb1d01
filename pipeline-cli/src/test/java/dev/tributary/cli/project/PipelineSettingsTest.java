package dev.tributary.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.config.Settings;
import dev.tributary.error.ConfigException;
import dev.tributary.schema.Detection;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineSettingsTest {
    @TempDir
    Path folder;

    @Test
    void readsDetections() {
        assertThat(PipelineSettings.run(settings(Map.of())).detections()).isNull();
        assertThat(PipelineSettings.run(settings(Map.of("schema.detections", "iso_date, timestamp")))
                        .detections())
                .containsExactlyInAnyOrder(Detection.ISO_DATE, Detection.TIMESTAMP);
        assertThat(PipelineSettings.run(settings(Map.of("schema.detections", "")))
                        .detections())
                .isEmpty();
    }

    @Test
    void refusesADetectionThatThereIsNot() {
        assertThatThrownBy(() -> PipelineSettings.run(settings(Map.of("schema.detections", "iso_time"))))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Invalid setting 'schema.detections': 'iso_time' (any of timestamp, iso_timestamp, iso_date,"
                                + " large_integer, hexbytes_to_text, wei_to_double, or none; from --set)");
    }

    private Settings settings(Map<String, String> sets) {
        return Settings.read(sets, Map.of(), folder, folder);
    }
}
