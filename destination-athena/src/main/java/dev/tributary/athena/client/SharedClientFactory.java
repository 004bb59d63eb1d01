package dev.tributary.athena.client;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.aws.AwsClientFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Gives Iceberg a session's own clients. Iceberg makes the factory by name, so sessions are found by a key among its properties. */
public final class SharedClientFactory implements AwsClientFactory {
    private static final String KEY = "tributary.session";
    private static final Map<String, AwsClients> SESSIONS = new ConcurrentHashMap<>();

    private transient @Nullable AwsClients clients;

    /** Properties that make an Iceberg catalog use these clients, until they are forgotten. */
    public static Map<String, String> share(AwsClients clients) {
        String session = UUID.randomUUID().toString();
        SESSIONS.put(session, clients);
        return Map.of("client.factory", SharedClientFactory.class.getName(), KEY, session);
    }

    /** Ends what {@code share} began. */
    public static void forget(Map<String, String> properties) {
        SESSIONS.remove(properties.get(KEY));
    }

    @Override
    public void initialize(Map<String, String> properties) {
        clients = SESSIONS.get(properties.get(KEY));
    }

    private AwsClients clients() {
        if (clients == null) {
            throw new IllegalStateException("the session that this catalog belongs to is closed");
        }
        return clients;
    }

    @Override
    public S3Client s3() {
        return new UnclosedS3(clients().s3());
    }

    @Override
    public GlueClient glue() {
        return new UnclosedGlue(clients().glue());
    }

    @Override
    public S3AsyncClient s3Async() {
        throw new UnsupportedOperationException("the asynchronous S3 client is not used");
    }

    @Override
    public KmsClient kms() {
        throw new UnsupportedOperationException("KMS is not used");
    }

    @Override
    public DynamoDbClient dynamo() {
        throw new UnsupportedOperationException("DynamoDB is not used");
    }
}
