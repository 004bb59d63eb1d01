package dev.tributary.lake.glue;

import dev.tributary.lake.disk.FolderLock;
import dev.tributary.lake.wire.JsonEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The Glue Data Catalog on loopback over a folder. */
public final class GlueEndpoint implements AutoCloseable {

    private final GlueOperations operations;
    private final JsonEndpoint http;

    private GlueEndpoint(GlueOperations operations, JsonEndpoint http) {
        this.operations = operations;
        this.http = http;
    }

    /** Starts on a port (0 for any free one) over a folder that is created when absent. */
    public static GlueEndpoint start(Path root, FolderLock lock, int port, String accessKeyId, String secretAccessKey)
            throws IOException {
        GlueOperations operations = new GlueOperations(new Catalog(root, lock));
        return new GlueEndpoint(operations, JsonEndpoint.start(operations, port, accessKeyId, secretAccessKey));
    }

    /** Where clients reach it. */
    public URI address() {
        return http.address();
    }

    /** The same catalog without HTTP. */
    public GlueOperations operations() {
        return operations;
    }

    @Override
    public void close() {
        http.close();
    }
}
