package dev.tributary.athena.iceberg;

import java.util.HashMap;
import java.util.Map;

/** What every new Iceberg table is told, so that Athena reads it and its metadata does not grow for ever. */
final class NewTableProperties {
    private static final Map<String, String> DEFAULTS = Map.of(
            "format-version", "2",
            "write.format.default", "parquet",
            "write.parquet.compression-codec", "zstd",
            "write.metadata.delete-after-commit.enabled", "true",
            "write.metadata.previous-versions-max", "50",
            "commit.retry.num-retries", "10");

    private NewTableProperties() {}

    /** The defaults, changed and completed by settings; the format version is not theirs to change. */
    static Map<String, String> with(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(DEFAULTS);
        all.putAll(settings);
        all.put("format-version", "2");
        return all;
    }
}
