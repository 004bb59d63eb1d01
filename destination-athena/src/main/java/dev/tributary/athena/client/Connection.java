package dev.tributary.athena.client;

import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the services are and who asks; what is absent comes from the AWS default chains. */
public record Connection(
        @Nullable String region,
        @Nullable URI s3Endpoint,
        @Nullable URI glueEndpoint,
        @Nullable URI athenaEndpoint,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable String profile,
        @Nullable String catalogId) {

    /** Whether all services are on this machine, without TLS. */
    boolean isPlainLoopback() {
        return Stream.of(s3Endpoint, glueEndpoint, athenaEndpoint).allMatch(Connection::isPlainLoopback);
    }

    private static boolean isPlainLoopback(@Nullable URI endpoint) {
        return endpoint != null && "http".equals(endpoint.getScheme()) && "127.0.0.1".equals(endpoint.getHost());
    }

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "Connection[region=%s, s3Endpoint=%s, glueEndpoint=%s, profile=%s]"
                .formatted(region, s3Endpoint, glueEndpoint, profile);
    }
}
