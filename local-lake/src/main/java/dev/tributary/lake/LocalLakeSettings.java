package dev.tributary.lake;

import java.nio.file.Path;

/**
 * What a local lake is started with.
 *
 * @param folder where objects ({@code s3/}) and the catalog ({@code glue/}) are kept; created when absent
 * @param region the region that the endpoints answer for
 * @param accessKeyId the one access key that both endpoints accept
 * @param secretAccessKey the secret of that key
 * @param s3Port port of the S3 endpoint, 0 for any free one
 * @param gluePort port of the Glue endpoint, 0 for any free one
 */
public record LocalLakeSettings(
        Path folder, String region, String accessKeyId, String secretAccessKey, int s3Port, int gluePort) {

    public LocalLakeSettings {
        folder = folder.toAbsolutePath().normalize();
    }

    /** The defaults over a folder: region us-east-1, key {@code local}, secret {@code local-secret}, free ports. */
    public static LocalLakeSettings at(Path folder) {
        return new LocalLakeSettings(folder, "us-east-1", "local", "local-secret", 0, 0);
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "LocalLakeSettings[folder=%s, region=%s, accessKeyId=%s, s3Port=%d, gluePort=%d]"
                .formatted(folder, region, accessKeyId, s3Port, gluePort);
    }
}
