package dev.tributary.athena;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.client.AwsClients;
import dev.tributary.athena.client.AwsFailures;
import dev.tributary.athena.client.Connection;
import dev.tributary.athena.layout.Layout;
import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.Destination;
import dev.tributary.destination.DestinationSession;
import dev.tributary.error.ConfigException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.apache.avro.file.CodecFactory;
import org.apache.hadoop.fs.FileSystem;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A lake on S3 and Glue that Athena queries. Loads send no statement to Athena. */
public final class AthenaDestination implements Destination {
    private static final Pattern BUCKET_URL = Pattern.compile("s3[an]?://([^/]+)(?:/(.*?))?/*");
    private static final List<String> REPLACE_STRATEGIES =
            List.of("insert-from-staging", "staging-optimized", "truncate-and-insert");

    private final AthenaSettings settings;
    private final Place place;
    private final LeaseClock clock;
    private final Steps steps;

    private AthenaDestination(AthenaSettings settings, LeaseClock clock, Steps steps) {
        this.settings = settings;
        this.place = Place.of(settings.bucketUrl());
        this.clock = clock;
        this.steps = steps;
    }

    /** The bucket, and the key below which the datasets are: empty or ending with a slash. */
    record Place(String bucket, String prefix) {
        static Place of(String url) {
            Matcher matcher = BUCKET_URL.matcher(url);
            if (!matcher.matches()) {
                throw new ConfigException(
                        "Invalid bucket_url: '%s' (s3://bucket or s3://bucket/prefix)".formatted(url));
            }
            String prefix = matcher.group(2);
            return new Place(matcher.group(1), prefix == null || prefix.isEmpty() ? "" : prefix + "/");
        }
    }

    /**
     * The destination of these settings; nothing is connected yet.
     *
     * @throws ConfigException if a setting is not valid
     */
    public static AthenaDestination of(AthenaSettings settings) {
        return of(settings, LeaseClock.SYSTEM, Steps.NONE);
    }

    static AthenaDestination of(AthenaSettings settings, LeaseClock clock, Steps steps) {
        Layout.of(settings.layout());
        String strategy = settings.replaceStrategy();
        if (strategy != null && !REPLACE_STRATEGIES.contains(strategy)) {
            throw new ConfigException(
                    "Invalid replace_strategy: '%s' (%s)".formatted(strategy, String.join(", ", REPLACE_STRATEGIES)));
        }
        return new AthenaDestination(settings, clock, steps);
    }

    /**
     * Has the libraries do what they do once in a process and what takes them long, for a thread that has nothing else to do:
     * sessions find it done, or do it themselves.
     *
     * @throws GeneralSecurityException if requests can't be signed here
     */
    public static void getReady() throws GeneralSecurityException {
        Mac.getInstance("HmacSHA256");
        // Statistics of S3 are kept by Hadoop, which reads its own settings for them.
        FileSystem.getGlobalStorageStatistics();
        // Lists of manifests may be compressed by Snappy, which unpacks a library.
        CodecFactory.nullCodec();
    }

    @Override
    public String name() {
        return "athena";
    }

    @Override
    public DestinationSession open(DatasetName dataset) {
        AwsClients clients = connect();
        try {
            Bucket bucket = new Bucket(clients.s3(), place.bucket());
            bucket.check();
            return new AthenaSession(settings, place.prefix(), dataset, clients, bucket, clock, steps);
        } catch (NoSuchBucketException e) {
            clients.close();
            throw noBucket(e);
        } catch (S3Exception e) {
            clients.close();
            if (e.statusCode() == 404) {
                throw noBucket(e);
            }
            throw AwsFailures.settings("use bucket '" + place.bucket() + "'", e);
        } catch (RuntimeException e) {
            clients.close();
            throw AwsFailures.settings("use bucket '" + place.bucket() + "'", e);
        }
    }

    /** A client for SQL on this destination's Athena. */
    public SqlClient sql() {
        return new SqlClient(connect(), settings.queries());
    }

    private ConfigException noBucket(RuntimeException cause) {
        return new ConfigException(
                "Cannot use bucket '%s': it does not exist (make it, or change bucket_url '%s')"
                        .formatted(place.bucket(), settings.bucketUrl()),
                cause);
    }

    private AwsClients connect() {
        try {
            return new AwsClients(new Connection(
                    settings.region(),
                    settings.s3Endpoint(),
                    settings.glueEndpoint(),
                    settings.queries().endpoint(),
                    settings.accessKeyId(),
                    settings.secretAccessKey(),
                    settings.sessionToken(),
                    settings.profile(),
                    settings.catalogId()));
        } catch (RuntimeException e) {
            throw AwsFailures.settings("connect to AWS", e);
        }
    }
}
