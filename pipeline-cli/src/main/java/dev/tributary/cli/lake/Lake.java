package dev.tributary.cli.lake;

import dev.tributary.athena.AthenaDestination;
import dev.tributary.athena.AthenaQueries;
import dev.tributary.athena.AthenaSettings;
import dev.tributary.athena.SqlClient;
import dev.tributary.athena.Staging;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.config.Settings;
import dev.tributary.destination.Destination;
import dev.tributary.error.ConfigException;
import dev.tributary.lake.LocalLake;
import dev.tributary.lake.LocalLakeSettings;
import dev.tributary.schema.TableFormat;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lake that the settings name: the embedded one, which runs while this is open, or an AWS account. Both are reached
 * by the same destination.
 */
public final class Lake implements AutoCloseable {
    private static final String LOCAL_BUCKET = "s3://lake";

    /** Where the embedded lake puts the results of queries, when no place is set. */
    private static final String LOCAL_RESULTS = "athena-results/";

    private static final String BUCKET_URL = "destination.filesystem.bucket_url";

    private final @Nullable LocalLake local;
    private final AthenaDestination destination;

    private Lake(@Nullable LocalLake local, AthenaDestination destination) {
        this.local = local;
        this.destination = destination;
    }

    /** Starts the embedded lake where it is meant, and makes the destination. Sends nothing to AWS yet. */
    public static Lake open(Settings settings, Shell shell) {
        if (!isLocal(settings)) {
            return new Lake(
                    null,
                    AthenaDestination.of(
                            athena(settings, settings.get(BUCKET_URL).asText(), null)));
        }
        LocalLake local = start(settings.get("destination.athena.lake_folder").asPath(), shell);
        try {
            String bucket = bucket(settings);
            local.createBucket(URI.create(bucket).getHost());
            return new Lake(local, AthenaDestination.of(athena(settings, bucket, local)));
        } catch (RuntimeException e) {
            local.close();
            throw e;
        }
    }

    /** Where the lake is, for people. */
    public static String describe(Settings settings) {
        return isLocal(settings)
                ? "embedded, in "
                        + settings.get("destination.athena.lake_folder").asText() + ", bucket " + bucket(settings)
                : settings.find(BUCKET_URL).map(s -> s.asText()).orElse("AWS");
    }

    private static boolean isLocal(Settings settings) {
        return settings.find("destination.athena.lake")
                .map(s -> s.asOneOf("local", "aws").equals("local"))
                .orElseGet(() -> settings.find(BUCKET_URL).isEmpty());
    }

    private static String bucket(Settings settings) {
        return settings.find(BUCKET_URL).map(s -> s.asText()).orElse(LOCAL_BUCKET);
    }

    /** The bucket that an embedded lake has. */
    static LakeAddress bucketOf(Settings settings) {
        return settings.find(BUCKET_URL).map(LakeAddress::of).orElseGet(() -> LakeAddress.of(LOCAL_BUCKET));
    }

    /** Where results of queries go: a folder of the bucket unless the settings say otherwise. */
    static LakeAddress resultsOf(Settings settings) {
        return settings.find("destination.athena.query_result_bucket")
                .map(LakeAddress::of)
                .orElseGet(() -> bucketOf(settings).folder("athena-results"));
    }

    private static LocalLake start(Path folder, Shell shell) {
        try {
            return LocalLake.start(LocalLakeSettings.at(folder).withEngine(shell.engine()));
        } catch (UncheckedIOException e) {
            throw new ConfigException(e.getMessage() + " (choose another destination.athena.lake_folder)", e);
        }
    }

    private static AthenaSettings athena(Settings settings, String bucket, @Nullable LocalLake local) {
        return new AthenaSettings(
                        bucket,
                        local != null ? local.region() : credential(settings, "region_name"),
                        local != null ? local.s3Endpoint() : endpoint(settings, "filesystem"),
                        local != null ? local.glueEndpoint() : endpoint(settings, "athena"),
                        local != null ? local.accessKeyId() : credential(settings, "aws_access_key_id"),
                        local != null ? local.secretAccessKey() : credential(settings, "aws_secret_access_key"),
                        local != null ? null : credential(settings, "aws_session_token"),
                        local != null ? null : credential(settings, "profile_name"),
                        settings.get("destination.filesystem.layout").asText(),
                        settings.get("destination.athena.force_iceberg").asBoolean()
                                ? TableFormat.ICEBERG
                                : TableFormat.HIVE,
                        settings.find("destination.athena.table_properties")
                                .map(s -> s.asMap())
                                .orElse(java.util.Map.of()),
                        text(settings, "destination.athena.table_location_layout"),
                        text(settings, "destination.athena.replace_strategy"),
                        settings.get("destination.athena.lease").asDuration(),
                        Math.max(1, settings.get("load.workers").asInt()),
                        text(settings, "destination.athena.catalog_id"),
                        queries(settings, bucket, local))
                .keepingStates(settings.get("load.keep_states").asInt())
                .staging(
                        settings.get("destination.athena.staging")
                                        .asOneOf("local", "stream")
                                        .equals("stream")
                                ? Staging.STREAM
                                : Staging.LOCAL);
    }

    private static AthenaQueries queries(Settings settings, String bucket, @Nullable LocalLake local) {
        String results = text(settings, "destination.athena.query_result_bucket");
        boolean staged = settings.get("destination.athena.iceberg_load")
                .asOneOf("direct", "staged")
                .equals("staged");
        boolean bySql = settings.get("destination.athena.iceberg_merge")
                .asOneOf("direct", "sql")
                .equals("sql");
        return new AthenaQueries(
                local != null ? local.athenaEndpoint() : null,
                text(settings, "destination.athena.athena_work_group"),
                text(settings, "destination.athena.aws_data_catalog"),
                results == null && local != null ? bucket + "/" + LOCAL_RESULTS : results,
                staged,
                staged || bySql);
    }

    /** Athena's own credentials, else those of the files: they may be written under either. */
    private static @Nullable String credential(Settings settings, String key) {
        String athena = text(settings, "destination.athena.credentials." + key);
        return athena == null ? text(settings, "destination.filesystem.credentials." + key) : athena;
    }

    private static @Nullable URI endpoint(Settings settings, String destination) {
        String key = "destination." + destination + ".credentials.endpoint_url";
        return settings.find(key)
                .map(s -> {
                    try {
                        return URI.create(s.asText());
                    } catch (IllegalArgumentException e) {
                        throw s.invalid("an address such as https://s3.example.org");
                    }
                })
                .orElse(null);
    }

    private static @Nullable String text(Settings settings, String key) {
        return settings.find(key).map(s -> s.asText()).orElse(null);
    }

    /** What runs load into. */
    public Destination destination() {
        return destination;
    }

    /** A client for SQL on the lake; closed before this is. */
    public SqlClient sql() {
        return destination.sql();
    }

    @Override
    public void close() {
        if (local != null) {
            local.close();
        }
    }
}
