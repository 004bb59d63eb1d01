package dev.tributary.lake.engine;

import java.net.URI;
import java.nio.file.Path;

/**
 * The lake that an engine works on.
 *
 * @param folder the lake's folder; {@code engine/} in it is the engine's
 */
public record EngineLake(Path folder, URI s3, URI glue, String region, String accessKeyId, String secretAccessKey) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "EngineLake[folder=%s, s3=%s, glue=%s]".formatted(folder, s3, glue);
    }
}
