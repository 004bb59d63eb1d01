package dev.tributary.lake;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/** AWS clients that talk to a lake. */
final class Clients {

    private Clients() {}

    static S3Client s3(LocalLake lake) {
        return s3(lake, lake.accessKeyId(), lake.secretAccessKey());
    }

    static S3Client s3(LocalLake lake, String key, String secret) {
        return S3Client.builder()
                .endpointOverride(lake.s3Endpoint())
                .region(Region.of(lake.region()))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(credentials(key, secret))
                .build();
    }

    static GlueClient glue(LocalLake lake) {
        return glue(lake, lake.accessKeyId(), lake.secretAccessKey());
    }

    static GlueClient glue(LocalLake lake, String key, String secret) {
        return GlueClient.builder()
                .endpointOverride(lake.glueEndpoint())
                .region(Region.of(lake.region()))
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(credentials(key, secret))
                .build();
    }

    static AthenaClient athena(LocalLake lake) {
        return AthenaClient.builder()
                .endpointOverride(lake.athenaEndpoint())
                .region(Region.of(lake.region()))
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(credentials(lake.accessKeyId(), lake.secretAccessKey()))
                .build();
    }

    private static StaticCredentialsProvider credentials(String key, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
    }
}
