package dev.tributary.lake.ddl.iceberg;

import dev.tributary.lake.ddl.catalog.Complaint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The properties that Athena knows of Iceberg tables, by its names and by Iceberg's. Thresholds and limits of OPTIMIZE and
 * VACUUM are kept under Athena's own names. What compression is called depends on the table's format.
 */
final class TableProperties {

    private static final String TABLE_TYPE = "table_type";
    private static final String FORMAT = "format";
    private static final String COMPRESSION = "write_compression";
    private static final String DATA_PATH_ENABLED = "write_data_path_enabled";

    private static final String DATA_PATH = "write.data.path";
    private static final String DEFAULT_FORMAT = "write.format.default";
    private static final String PARQUET = "parquet";
    private static final String COMMENT = "comment";

    /** Iceberg gives it to every new table, whatever its format. */
    private static final String PARQUET_CODEC = "write.parquet.compression-codec";

    private static final Set<String> FORMATS = Set.of(PARQUET, "orc", "avro");

    private static final Set<String> KEPT = Set.of(
            "optimize_rewrite_data_file_threshold",
            "optimize_rewrite_delete_file_threshold",
            "optimize_rewrite_min_data_file_size_bytes",
            "optimize_rewrite_max_data_file_size_bytes",
            "vacuum_min_snapshots_to_keep",
            "vacuum_max_snapshot_age_seconds",
            "vacuum_max_metadata_files_to_keep");

    private final String format;
    private final Map<String, String> renamed;

    private TableProperties(String format) {
        this.format = format.toLowerCase(Locale.ROOT);
        this.renamed = Map.of(
                FORMAT,
                DEFAULT_FORMAT,
                COMPRESSION,
                "write." + this.format + ".compression-codec",
                "compression_level",
                "write." + this.format + ".compression-level",
                "write_target_data_file_size_bytes",
                "write.target-file-size-bytes");
    }

    /** The names of a table that has, or gets, these properties of Athena's and had those of Iceberg's. */
    static TableProperties of(Map<String, String> athena, Map<String, String> iceberg) {
        return new TableProperties(
                athena.getOrDefault(FORMAT, Objects.requireNonNullElse(iceberg.get(DEFAULT_FORMAT), PARQUET)));
    }

    /** What a new table is told: its statement's properties, and what Athena does where they say nothing. */
    Map<String, String> created(Map<String, String> properties, String location) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("format-version", "2");
        all.put(DEFAULT_FORMAT, PARQUET);
        all.put(icebergKey(COMPRESSION), "zstd");
        all.putAll(changed(properties, location));
        return all;
    }

    /** The properties by Iceberg's names. */
    Map<String, String> changed(Map<String, String> properties, String location) {
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
    List<String> keys(List<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .map(key -> key.equals(DATA_PATH_ENABLED) ? DATA_PATH : icebergKey(key))
                .toList();
    }

    /** Those of a table's properties that Athena shows, by its names. */
    Map<String, String> shown(Map<String, String> properties) {
        Map<String, String> shown = new TreeMap<>();
        renamed.forEach((name, key) -> {
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
    List<String> foreign(Map<String, String> properties) {
        return properties.keySet().stream()
                .filter(key -> !renamed.containsValue(key)
                        && !renamed.containsKey(key)
                        && !KEPT.contains(key)
                        && !key.equals(DATA_PATH)
                        && !key.equals(PARQUET_CODEC)
                        && !key.equals(COMMENT))
                .sorted()
                .toList();
    }

    private String icebergKey(String key) {
        if (renamed.containsKey(key)) {
            return renamed.get(key);
        }
        if (KEPT.contains(key)) {
            return key;
        }
        throw Complaint.notSupported("Unsupported table property key: " + key);
    }

    private String value(String key, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (key.equals(FORMAT) && !FORMATS.contains(lower)) {
            throw Complaint.invalid("Unsupported table property value: " + key + "=" + value);
        }
        if (key.equals(COMPRESSION) && lower.equals("none") && !format.equals("orc")) {
            return "uncompressed";
        }
        return key.equals(FORMAT) || key.equals(COMPRESSION) ? lower : value;
    }

    private static String athenaValue(String name, String value) {
        return name.equals(COMPRESSION) && value.equals("uncompressed") ? "none" : value;
    }
}
