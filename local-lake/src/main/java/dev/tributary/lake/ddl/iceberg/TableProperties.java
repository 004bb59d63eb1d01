package dev.tributary.lake.ddl.iceberg;

import dev.tributary.lake.ddl.catalog.Complaint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The properties that Athena knows of Iceberg tables, by its names and by Iceberg's. Thresholds and limits of OPTIMIZE and
 * VACUUM are kept under Athena's own names.
 */
final class TableProperties {

    private static final String TABLE_TYPE = "table_type";
    private static final String FORMAT = "format";
    private static final String COMPRESSION = "write_compression";
    private static final String DATA_PATH_ENABLED = "write_data_path_enabled";

    private static final String DATA_PATH = "write.data.path";
    private static final String DEFAULT_FORMAT = "write.format.default";
    private static final String COMMENT = "comment";

    private static final Set<String> FORMATS = Set.of("parquet", "orc", "avro");

    private static final Map<String, String> RENAMED = Map.of(
            FORMAT,
            DEFAULT_FORMAT,
            COMPRESSION,
            "write.parquet.compression-codec",
            "compression_level",
            "write.parquet.compression-level",
            "write_target_data_file_size_bytes",
            "write.target-file-size-bytes");

    private static final Set<String> KEPT = Set.of(
            "optimize_rewrite_data_file_threshold",
            "optimize_rewrite_delete_file_threshold",
            "optimize_rewrite_min_data_file_size_bytes",
            "optimize_rewrite_max_data_file_size_bytes",
            "write_target_data_file_size_bytes",
            "vacuum_min_snapshots_to_keep",
            "vacuum_max_snapshot_age_seconds",
            "vacuum_max_metadata_files_to_keep");

    private TableProperties() {}

    /** What a new table is told: its statement's properties, and what Athena does where they say nothing. */
    static Map<String, String> created(Map<String, String> properties, String location) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("format-version", "2");
        all.put(DEFAULT_FORMAT, "parquet");
        all.put(RENAMED.get(COMPRESSION), "zstd");
        all.putAll(changed(properties, location));
        return all;
    }

    /** The properties by Iceberg's names. */
    static Map<String, String> changed(Map<String, String> properties, String location) {
        Map<String, String> changed = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            String key = name.toLowerCase(Locale.ROOT);
            if (key.equals(DATA_PATH_ENABLED) && Boolean.parseBoolean(value)) {
                changed.put(DATA_PATH, location + "/data");
            } else if (!key.equals(TABLE_TYPE) && !key.equals(DATA_PATH_ENABLED)) {
                changed.put(icebergKey(key), value(key, value));
            }
        });
        return changed;
    }

    /** The keys by Iceberg's names. */
    static List<String> keys(List<String> names) {
        List<String> keys = new ArrayList<>();
        for (String name : names) {
            String key = name.toLowerCase(Locale.ROOT);
            keys.add(key.equals(DATA_PATH_ENABLED) ? DATA_PATH : icebergKey(key));
        }
        return keys;
    }

    /** Those of a table's properties that Athena shows, by its names. */
    static Map<String, String> shown(Map<String, String> properties) {
        Map<String, String> shown = new TreeMap<>();
        RENAMED.forEach((name, key) -> {
            if (properties.containsKey(key)) {
                shown.put(name, athenaValue(name, properties.get(key)));
            }
        });
        KEPT.stream().filter(properties::containsKey).forEach(key -> shown.put(key, properties.get(key)));
        if (properties.containsKey(DATA_PATH)) {
            shown.put(DATA_PATH_ENABLED, "true");
        }
        return shown;
    }

    /** Those that no statement of Athena can set. */
    static List<String> foreign(Map<String, String> properties) {
        return properties.keySet().stream()
                .filter(key -> !RENAMED.containsValue(key)
                        && !KEPT.contains(key)
                        && !key.equals(DATA_PATH)
                        && !key.equals(COMMENT))
                .sorted()
                .toList();
    }

    private static String icebergKey(String key) {
        if (RENAMED.containsKey(key)) {
            return RENAMED.get(key);
        }
        if (KEPT.contains(key)) {
            return key;
        }
        throw Complaint.notSupported("Unsupported table property key: " + key);
    }

    private static String value(String key, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (key.equals(FORMAT) && !FORMATS.contains(lower)) {
            throw Complaint.invalid("Unsupported table property value: " + key + "=" + value);
        }
        if (key.equals(COMPRESSION) && lower.equals("none")) {
            return "uncompressed";
        }
        return key.equals(FORMAT) || key.equals(COMPRESSION) ? lower : value;
    }

    private static String athenaValue(String name, String value) {
        return name.equals(COMPRESSION) && value.equals("uncompressed") ? "none" : value;
    }
}
