package dev.tributary.config;

import static dev.tributary.config.KnownSetting.Form.BOOLEAN;
import static dev.tributary.config.KnownSetting.Form.CHOICE;
import static dev.tributary.config.KnownSetting.Form.DECIMAL;
import static dev.tributary.config.KnownSetting.Form.DURATION;
import static dev.tributary.config.KnownSetting.Form.LIST;
import static dev.tributary.config.KnownSetting.Form.MAP;
import static dev.tributary.config.KnownSetting.Form.NUMBER;
import static dev.tributary.config.KnownSetting.Form.SIZE;
import static dev.tributary.config.KnownSetting.Form.TEXT;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every setting that exists. A new one is added here, and the reference page follows. */
public final class KnownSettings {
    /** In the order of the reference page. */
    public static final List<KnownSetting> ALL = List.of(
            known(
                    "destination.athena.lake",
                    CHOICE,
                    null,
                    "`local` for the embedded lake, `aws` for AWS; `local` unless a bucket is set",
                    "local",
                    "aws"),
            known("destination.athena.lake_folder", TEXT, ".lake", "folder of the embedded lake"),
            known(
                    "destination.athena.query_result_bucket",
                    TEXT,
                    null,
                    "`s3://` address where Athena puts the results of queries; a load sends none by default"),
            known("destination.athena.athena_work_group", TEXT, null, "Athena's work group, for queries"),
            known(
                    "destination.athena.aws_data_catalog",
                    TEXT,
                    "awsdatacatalog",
                    "Athena's name for the catalog, for queries"),
            known(
                    "destination.athena.price_per_tb",
                    DECIMAL,
                    "5",
                    "what Athena asks for a TB that a query scans, for `pipeline query`"),
            known("destination.athena.catalog_id", TEXT, null, "the Glue catalog; the account's own without it"),
            known(
                    "destination.athena.force_iceberg",
                    BOOLEAN,
                    "false",
                    "tables that don't say a format are Iceberg tables, not Hive tables"),
            known(
                    "destination.athena.table_location_layout",
                    TEXT,
                    null,
                    "folder of a new Iceberg table in the bucket, as `{dataset_name}/{table_name}`"),
            known("destination.athena.table_properties", MAP, null, "properties of new Iceberg tables"),
            known(
                    "destination.athena.replace_strategy",
                    CHOICE,
                    "insert-from-staging",
                    "`insert-from-staging` or `staging-optimized` exchange a Hive table's rows at once, `truncate-and-insert` deletes its files first",
                    "insert-from-staging",
                    "staging-optimized",
                    "truncate-and-insert"),
            known(
                    "destination.athena.iceberg_load",
                    CHOICE,
                    "direct",
                    "`direct` commits files to Iceberg tables; `staged` lets Athena copy them from `<dataset>_staging`",
                    "direct",
                    "staged"),
            known(
                    "destination.athena.iceberg_merge",
                    CHOICE,
                    "direct",
                    "`direct` merges Iceberg tables without a query; `sql` lets Athena do it, as `iceberg_load = \"staged\"` does",
                    "direct",
                    "sql"),
            known(
                    "destination.athena.staging",
                    CHOICE,
                    "local",
                    "`local` keeps a load's data files in the working folder until they are uploaded; `stream` uploads them while they are written",
                    "local",
                    "stream"),
            known(
                    "destination.athena.lease",
                    DURATION,
                    "2m",
                    "how long a pipeline stays locked after its machine died"),
            known(
                    "destination.filesystem.bucket_url",
                    TEXT,
                    null,
                    "`s3://bucket`, or `s3://bucket/prefix`: where data files go"),
            known(
                    "destination.filesystem.layout",
                    TEXT,
                    "{table_name}/{load_id}.{file_id}.{ext}",
                    "a Hive data file's key below its dataset"),
            known(
                    "destination.*.credentials.aws_access_key_id",
                    TEXT,
                    null,
                    "access key; without one, the profile or AWS's default chain"),
            secret("destination.*.credentials.aws_secret_access_key", "secret key"),
            secret("destination.*.credentials.aws_session_token", "session token of temporary keys"),
            known("destination.*.credentials.profile_name", TEXT, null, "profile of `~/.aws/config`"),
            known("destination.*.credentials.region_name", TEXT, null, "AWS region"),
            known("destination.*.credentials.endpoint_url", TEXT, null, "another service's address instead of AWS's"),
            known("extract.workers", NUMBER, "5", "resources that are read at once"),
            known(
                    "normalize.memory",
                    SIZE,
                    "256MiB",
                    "memory for all open column buffers together; at most a quarter of the heap"),
            known("normalize.workers", NUMBER, null, "threads that turn records into rows; the processors, at most 4"),
            known("normalize.compression", CHOICE, "zstd", "`zstd` or `snappy`", "zstd", "snappy"),
            known(
                    "normalize.row_group_size",
                    SIZE,
                    "32MiB",
                    "compressed size of a Parquet row group, which is held in memory"),
            known("normalize.file_size", SIZE, "256MiB", "size at which a data file is closed and the next one begun"),
            known("normalize.max_rejects", NUMBER, null, "more rejected records than this fail the run; unlimited"),
            known(
                    "normalize.max_table_nesting",
                    NUMBER,
                    null,
                    "levels of child tables; what is deeper is kept as JSON"),
            known(
                    "schema.naming",
                    CHOICE,
                    "snake_case",
                    "how names become names of tables and columns: `snake_case`, `duck_case`, `direct`, `sql_cs_v1`, `sql_ci_v1`, `s3_tables`",
                    "snake_case",
                    "duck_case",
                    "direct",
                    "sql_cs_v1",
                    "sql_ci_v1",
                    "s3_tables"),
            known(
                    "schema.max_identifier_length",
                    NUMBER,
                    "255",
                    "characters of the longest name of a table or column; a longer one is cut in the middle, where a tag of it is put"),
            known(
                    "schema.detections",
                    LIST,
                    null,
                    "what a new column's first value is taken for: any of `timestamp`, `iso_timestamp`, `iso_date`, `large_integer`, `hexbytes_to_text`, `wei_to_double`, or `[]`; what source or schema say, at first `iso_timestamp`",
                    "timestamp",
                    "iso_timestamp",
                    "iso_date",
                    "large_integer",
                    "hexbytes_to_text",
                    "wei_to_double"),
            known(
                    "schema.import_path",
                    TEXT,
                    null,
                    "folder with the author's schema files `<schema>.schema.yaml`, which win when they changed"),
            known("schema.export_path", TEXT, null, "folder that gets the schema as a file after each load"),
            known(
                    "schema.contract",
                    MAP,
                    null,
                    "what records may change, instead of what the source says: `evolve`, `freeze`, `discard_row` or `discard_value` for all, or for each of `tables`, `columns`, `data_type`"),
            known("load.workers", NUMBER, "8", "uploads at once, and tables"),
            known(
                    "load.keep_states",
                    NUMBER,
                    "100",
                    "states of a pipeline that `_dlt_pipeline_state` keeps, at least 2"),
            known(
                    "pipelines.*.source",
                    TEXT,
                    null,
                    "what the pipeline of that name runs: a ready source, a `.java` file or a class"),
            known("pipelines.*.dataset", TEXT, null, "the dataset that it loads into; the pipeline's name"),
            known("pipelines.*.classpath", TEXT, null, "class path of its source's class"),
            known(
                    "pipelines.*.write_disposition",
                    CHOICE,
                    null,
                    "`append`, `replace` or `merge`, instead of what its resources say",
                    "append",
                    "replace",
                    "merge"),
            known(
                    "pipelines.*.table_format",
                    CHOICE,
                    null,
                    "`hive` or `iceberg`, instead of what its resources say",
                    "hive",
                    "iceberg"),
            known("dev_mode", BOOLEAN, "false", "each run loads into a new dataset, whose name ends in the time"),
            known(
                    "runtime.log_level",
                    CHOICE,
                    "info",
                    "`error`, `warn`, `info` or `debug`, for the log file",
                    "error",
                    "warn",
                    "info",
                    "debug"),
            known("trace.keep", NUMBER, "20", "traces of runs that stay in the pipeline's working folder"),
            known("trace.load", BOOLEAN, "false", "a run's trace is loaded too, into the table `_trace`"),
            known("sources.**", TEXT, null, "settings of sources, by the source's name and the setting's"));

    /** Destinations that have a section of their own. */
    private static final List<String> DESTINATIONS = List.of("athena", "filesystem");

    private static final Set<String> SECTIONS =
            ALL.stream().map(k -> k.key().split("\\.")[0]).collect(Collectors.toCollection(TreeSet::new));

    private KnownSettings() {}

    private static KnownSetting known(
            String key, KnownSetting.Form form, @Nullable String defaultValue, String meaning, String... words) {
        return new KnownSetting(key, form, defaultValue, false, meaning, List.of(words));
    }

    private static KnownSetting secret(String key, String meaning) {
        return new KnownSetting(key, TEXT, null, true, meaning, List.of());
    }

    /** Whether keys of ours begin with a name. */
    static boolean isSection(String name) {
        return SECTIONS.contains(name);
    }

    static Optional<KnownSetting> find(List<String> path) {
        return ALL.stream().filter(k -> k.matches(path)).findFirst();
    }

    /** The same, whether or not a pipeline's name is before the key. */
    static Optional<KnownSetting> findForAnyPipeline(List<String> path) {
        return find(withoutPipeline(path));
    }

    /** Whether a key may stand in the settings: it is known, or it is none of ours. */
    static boolean allows(List<String> path) {
        List<String> key = withoutPipeline(path);
        return !SECTIONS.contains(key.get(0)) || isShortened(key) || find(key).isPresent() || isForeign(key);
    }

    /** Whether a key is one of ours, be it known in full or in a shorter section. */
    static boolean isOurs(List<String> path) {
        List<String> key = withoutPipeline(path);
        return find(key).isPresent() || SECTIONS.contains(key.get(0)) && isShortened(key);
    }

    /** The known key that is nearest to an unknown one. */
    static Optional<String> suggestion(List<String> path) {
        List<String> key = withoutPipeline(path);
        Set<String> candidates = ALL.stream()
                .flatMap(k -> DESTINATIONS.stream().map(d -> k.key().replace("destination.*", "destination." + d)))
                .filter(k -> !k.contains("**"))
                .map(k -> k.replace("pipelines.*", "pipelines." + (key.size() > 1 ? key.get(1) : "*")))
                .collect(Collectors.toSet());
        return Suggestion.closest(String.join(".", key), candidates);
    }

    /** A first part that is no section is a pipeline's name where a section follows. */
    private static List<String> withoutPipeline(List<String> path) {
        boolean prefixed = path.size() > 2 && !SECTIONS.contains(path.get(0)) && SECTIONS.contains(path.get(1));
        return prefixed ? path.subList(1, path.size()) : path;
    }

    /** The form {@code destination.credentials.<key>}, for all destinations at once. */
    private static boolean isShortened(List<String> key) {
        return key.size() == 3
                && key.get(0).equals("destination")
                && key.get(1).equals("credentials")
                && find(List.of("destination", "any", "credentials", key.get(2)))
                        .isPresent();
    }

    /** The section of a destination that dlt has and this program does not: left alone, unless it is a slip. */
    private static boolean isForeign(List<String> key) {
        return key.size() > 2
                && key.get(0).equals("destination")
                && !key.get(1).equals("credentials")
                && !DESTINATIONS.contains(key.get(1))
                && Suggestion.closest(key.get(1), DESTINATIONS).isEmpty();
    }
}
