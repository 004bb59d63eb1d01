package dev.tributary.lake;

import dev.tributary.lake.engine.EngineSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a local lake is started with.
 *
 * @param folder where objects ({@code s3/}), the catalog ({@code glue/}) and the history of queries ({@code athena/}) are kept;
 *     created when absent
 * @param region the region that the endpoints answer for
 * @param accessKeyId the one access key that the endpoints accept
 * @param secretAccessKey the secret of that key
 * @param s3Port port of the S3 endpoint, 0 for any free one
 * @param gluePort port of the Glue endpoint, 0 for any free one
 * @param athenaPort port of the Athena endpoint, 0 for any free one
 * @param engine where the SQL engine comes from; null for a lake that runs no statement which needs it
 */
public record LocalLakeSettings(
        Path folder,
        String region,
        String accessKeyId,
        String secretAccessKey,
        int s3Port,
        int gluePort,
        int athenaPort,
        @Nullable EngineSettings engine) {

    public LocalLakeSettings {
        folder = folder.toAbsolutePath().normalize();
    }

    /** The defaults over a folder: region us-east-1, key {@code local}, secret {@code local-secret}, free ports. */
    public static LocalLakeSettings at(Path folder) {
        return new LocalLakeSettings(folder, "us-east-1", "local", "local-secret", 0, 0, 0, null);
    }

    /** The same with an engine, which starts when a statement first needs it. */
    public LocalLakeSettings withEngine(EngineSettings engine) {
        return new LocalLakeSettings(
                folder, region, accessKeyId, secretAccessKey, s3Port, gluePort, athenaPort, engine);
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "LocalLakeSettings[folder=%s, region=%s, accessKeyId=%s, s3Port=%d, gluePort=%d, athenaPort=%d]"
                .formatted(folder, region, accessKeyId, s3Port, gluePort, athenaPort);
    }
}
