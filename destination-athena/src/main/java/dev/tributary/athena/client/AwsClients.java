package dev.tributary.athena.client;

import dev.tributary.destination.RequestCounts;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The clients of one session. Throttling, server faults and S3's write conflicts are tried again with backoff and jitter.
 * Thread-safe.
 */
public final class AwsClients implements AutoCloseable {
    /** The SDK's three attempts are spent in a second; throttling in Glue lasts longer. */
    private static final int MAX_ATTEMPTS = 8;

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(60);

    private final RequestCounter counter = new RequestCounter();
    private final SdkHttpClient http;
    private final S3Client s3;
    private final CompletableFuture<GlueClient> glue;
    private final Connection connection;
    private @Nullable AthenaClient athena;
    private @Nullable SdkHttpClient uploadHttp;
    private @Nullable S3Client uploads;

    /** Makes the clients; sends nothing. */
    public AwsClients(Connection connection) {
        this.connection = connection;
        this.http = new LoopbackHttp(ATTEMPT_TIMEOUT);
        this.glue = Background.begin(
                "glue-client",
                () -> configure(GlueClient.builder(), connection, connection.glueEndpoint())
                        .httpClient(http)
                        .build());
        this.s3 = s3(http);
    }

    private S3Client s3(SdkHttpClient by) {
        S3ClientBuilder builder = S3Client.builder();
        if (connection.s3Endpoint() != null) {
            builder.forcePathStyle(true);
        }
        return configure(builder, connection, connection.s3Endpoint())
                .httpClient(by)
                .build();
    }

    private <B extends AwsClientBuilder<B, ?>> B configure(B builder, Connection connection, @Nullable URI endpoint) {
        builder.credentialsProvider(credentials(connection));
        builder.overrideConfiguration(o -> o.retryStrategy(retries()).addExecutionInterceptor(counter));
        if (connection.region() != null) {
            builder.region(Region.of(connection.region()));
        }
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder;
    }

    private static RetryStrategy retries() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(MAX_ATTEMPTS)
                .retryOnException(e -> e instanceof AwsServiceException failure
                        && failure.awsErrorDetails() != null
                        && "ConditionalRequestConflict"
                                .equals(failure.awsErrorDetails().errorCode()))
                .build();
    }

    private static AwsCredentialsProvider credentials(Connection connection) {
        String key = connection.accessKeyId();
        String secret = connection.secretAccessKey();
        if (key != null && secret != null) {
            return StaticCredentialsProvider.create(
                    connection.sessionToken() == null
                            ? AwsBasicCredentials.create(key, secret)
                            : AwsSessionCredentials.create(key, secret, connection.sessionToken()));
        }
        return connection.profile() != null
                ? ProfileCredentialsProvider.create(connection.profile())
                : DefaultCredentialsProvider.builder().build();
    }

    public S3Client s3() {
        return s3;
    }

    /**
     * A client for large bodies, made when it is asked for: it sends them for less processor time than the other, which is
     * there sooner.
     *
     * @param connections how many requests may go on at once
     */
    public synchronized S3Client uploads(int connections) {
        if (uploads == null) {
            uploadHttp = Apache5HttpClient.builder()
                    .socketTimeout(ATTEMPT_TIMEOUT)
                    .maxConnections(connections)
                    .build();
            uploads = s3(uploadHttp);
        }
        return uploads;
    }

    /** Made by a thread of its own, while the first requests go to S3. */
    public GlueClient glue() {
        try {
            return glue.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Made when it is asked for: hardly a load needs it. */
    public synchronized AthenaClient athena() {
        if (athena == null) {
            athena = configure(AthenaClient.builder(), connection, connection.athenaEndpoint())
                    .httpClient(http)
                    .build();
        }
        return athena;
    }

    /** Requests sent so far, by whoever used these clients. */
    public RequestCounts counts() {
        return counter.counts();
    }

    @Override
    public synchronized void close() {
        s3.close();
        if (!glue.isCompletedExceptionally()) {
            glue().close();
        }
        if (athena != null) {
            athena.close();
        }
        http.close();
        if (uploads != null) {
            uploads.close();
        }
        if (uploadHttp != null) {
            uploadHttp.close();
        }
    }
}
