package dev.tributary.athena;

import dev.tributary.athena.layout.Layout;
import dev.tributary.error.ConfigException;
import dev.tributary.schema.TableFormat;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the destination is told. Absent credentials and region come from the AWS default chains; an endpoint is for services
 * that are not at AWS.
 *
 * @param bucketUrl {@code s3://bucket} or {@code s3://bucket/prefix}
 * @param layout where a data file goes below its dataset; see {@link Layout}
 * @param defaultFormat the format of tables that don't say one
 * @param tableProperties properties of new Iceberg tables
 * @param tableLocationLayout where new Iceberg tables are below the bucket, with {@code {dataset_name}} and {@code {table_name}}
 * @param replaceStrategy {@code insert-from-staging} and {@code staging-optimized} exchange a Hive table's rows at once,
 *     {@code truncate-and-insert} deletes its files in place
 * @param lease how long the pipeline stays locked after a machine died
 * @param uploadThreads requests at a time while uploading
 * @param queries how statements are sent to Athena
 * @param keptStates how many of the newest states of a pipeline the lake keeps, at least 2
 * @param staging where data files are until they are loaded
 */
public record AthenaSettings(
        String bucketUrl,
        @Nullable String region,
        @Nullable URI s3Endpoint,
        @Nullable URI glueEndpoint,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable String profile,
        String layout,
        TableFormat defaultFormat,
        Map<String, String> tableProperties,
        @Nullable String tableLocationLayout,
        @Nullable String replaceStrategy,
        Duration lease,
        int uploadThreads,
        @Nullable String catalogId,
        AthenaQueries queries,
        int keptStates,
        Staging staging) {

    /** As many as dlt keeps where it keeps states short. */
    private static final int KEPT_STATES = 100;

    public AthenaSettings {
        tableProperties = Map.copyOf(tableProperties);
        if (keptStates < 2) {
            throw new ConfigException(
                    "Invalid load.keep_states: '%d' (2 or more; while a load commits, the one before must be there)"
                            .formatted(keptStates));
        }
    }

    /** Settings that keep 100 states, and packages on the local disk. */
    public AthenaSettings(
            String bucketUrl,
            @Nullable String region,
            @Nullable URI s3Endpoint,
            @Nullable URI glueEndpoint,
            @Nullable String accessKeyId,
            @Nullable String secretAccessKey,
            @Nullable String sessionToken,
            @Nullable String profile,
            String layout,
            TableFormat defaultFormat,
            Map<String, String> tableProperties,
            @Nullable String tableLocationLayout,
            @Nullable String replaceStrategy,
            Duration lease,
            int uploadThreads,
            @Nullable String catalogId,
            AthenaQueries queries) {
        this(
                bucketUrl,
                region,
                s3Endpoint,
                glueEndpoint,
                accessKeyId,
                secretAccessKey,
                sessionToken,
                profile,
                layout,
                defaultFormat,
                tableProperties,
                tableLocationLayout,
                replaceStrategy,
                lease,
                uploadThreads,
                catalogId,
                queries,
                KEPT_STATES,
                Staging.LOCAL);
    }

    /** The same settings with another number of states. */
    public AthenaSettings keepingStates(int states) {
        return with(states, staging);
    }

    /** The same settings with another place for data files. */
    public AthenaSettings staging(Staging place) {
        return with(keptStates, place);
    }

    private AthenaSettings with(int states, Staging place) {
        return new AthenaSettings(
                bucketUrl,
                region,
                s3Endpoint,
                glueEndpoint,
                accessKeyId,
                secretAccessKey,
                sessionToken,
                profile,
                layout,
                defaultFormat,
                tableProperties,
                tableLocationLayout,
                replaceStrategy,
                lease,
                uploadThreads,
                catalogId,
                queries,
                states,
                place);
    }

    /** Everything by default but the bucket. */
    public static AthenaSettings at(String bucketUrl) {
        return new AthenaSettings(
                bucketUrl,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Layout.DEFAULT,
                TableFormat.HIVE,
                Map.of(),
                null,
                null,
                Duration.ofMinutes(2),
                8,
                null,
                AthenaQueries.DEFAULT);
    }

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "AthenaSettings[bucketUrl=%s, region=%s, s3Endpoint=%s, glueEndpoint=%s, profile=%s, layout=%s, defaultFormat=%s]"
                .formatted(bucketUrl, region, s3Endpoint, glueEndpoint, profile, layout, defaultFormat);
    }
}
