package dev.tributary.athena.client;

import java.net.URI;
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

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "Connection[region=%s, s3Endpoint=%s, glueEndpoint=%s, profile=%s]"
                .formatted(region, s3Endpoint, glueEndpoint, profile);
    }
}
