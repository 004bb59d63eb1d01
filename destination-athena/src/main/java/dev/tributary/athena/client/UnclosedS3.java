package dev.tributary.athena.client;

import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;

/** A client that outlives those who borrow it: closing it does nothing. Each table's files close theirs in Iceberg. */
final class UnclosedS3 extends DelegatingS3Client {
    UnclosedS3(S3Client client) {
        super(client);
    }

    @Override
    public void close() {}
}
