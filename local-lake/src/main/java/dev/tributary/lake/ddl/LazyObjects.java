package dev.tributary.lake.ddl;

import dev.tributary.lake.ddl.catalog.LakeAddresses;
import dev.tributary.lake.ddl.catalog.LakeObjects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The lake's objects by a client that is made when it is first asked for. */
final class LazyObjects implements Supplier<LakeObjects>, AutoCloseable {

    private final LakeAddresses addresses;
    private @Nullable S3Client client;

    LazyObjects(LakeAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public synchronized LakeObjects get() {
        S3Client open = client == null ? open() : client;
        client = open;
        return new LakeObjects(open);
    }

    private S3Client open() {
        return S3Client.builder()
                .endpointOverride(addresses.s3())
                .region(Region.of(addresses.region()))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(addresses.accessKeyId(), addresses.secretAccessKey())))
                .build();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
