package dev.tributary.lake.ddl.iceberg;

import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The lake's key for Iceberg's Glue client, which makes its provider by name from properties. */
public final class LakeCredentials implements AwsCredentialsProvider {

    static final String KEY = "access-key-id";
    static final String SECRET = "secret-access-key";

    private final AwsCredentials credentials;

    private LakeCredentials(AwsCredentials credentials) {
        this.credentials = credentials;
    }

    /** What Iceberg calls. */
    public static LakeCredentials create(Map<String, String> properties) {
        return new LakeCredentials(AwsBasicCredentials.create(properties.get(KEY), properties.get(SECRET)));
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return credentials;
    }
}
