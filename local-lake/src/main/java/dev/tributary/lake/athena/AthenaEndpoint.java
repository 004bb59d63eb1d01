package dev.tributary.lake.athena;

import dev.tributary.lake.athena.execution.Executions;
import dev.tributary.lake.athena.execution.StatementRouter;
import dev.tributary.lake.athena.store.Documents;
import dev.tributary.lake.disk.FolderLock;
import dev.tributary.lake.glue.GlueOperations;
import dev.tributary.lake.s3.S3Objects;
import dev.tributary.lake.wire.JsonEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Athena on loopback over a folder, for the catalog and the objects of the same lake. */
public final class AthenaEndpoint implements AutoCloseable {

    private final Executions executions;
    private final JsonEndpoint http;

    private AthenaEndpoint(Executions executions, JsonEndpoint http) {
        this.executions = executions;
        this.http = http;
    }

    /**
     * Starts.
     *
     * @param root where history, workgroups and prepared statements are kept; created when absent
     * @param router runs every statement
     * @param port the port, 0 for any free one
     */
    public static AthenaEndpoint start(
            Path root,
            FolderLock lock,
            GlueOperations glue,
            S3Objects objects,
            StatementRouter router,
            int port,
            String accessKeyId,
            String secretAccessKey)
            throws IOException {
        Documents documents = new Documents(root, lock);
        Executions executions = new Executions(root, documents, objects, router);
        try {
            AthenaOperations operations = new AthenaOperations(documents, executions, glue, objects);
            return new AthenaEndpoint(executions, JsonEndpoint.start(operations, port, accessKeyId, secretAccessKey));
        } catch (IOException e) {
            executions.close();
            throw e;
        }
    }

    /** Where clients reach it. */
    public URI address() {
        return http.address();
    }

    /** Stops answering and cancels what runs. */
    @Override
    public void close() {
        http.close();
        executions.close();
    }
}
