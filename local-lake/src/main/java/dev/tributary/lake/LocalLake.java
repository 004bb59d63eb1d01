package dev.tributary.lake;

import dev.tributary.lake.athena.AthenaEndpoint;
import dev.tributary.lake.ddl.DdlRunner;
import dev.tributary.lake.disk.FolderLock;
import dev.tributary.lake.glue.GlueEndpoint;
import dev.tributary.lake.s3.S3Endpoint;
import dev.tributary.lake.sql.StatementRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * S3, Glue and Athena on loopback over one folder, for the AWS clients of this process and of any other on this machine. Several
 * lakes, in one process or many, may be open on the same folder; they see each other's changes at once. Thread-safe.
 */
public final class LocalLake implements AutoCloseable {

    private final LocalLakeSettings settings;
    private final S3Endpoint s3;
    private final GlueEndpoint glue;
    private final Runners runners;
    private final AthenaEndpoint athena;

    private LocalLake(
            LocalLakeSettings settings, S3Endpoint s3, GlueEndpoint glue, Runners runners, AthenaEndpoint athena) {
        this.settings = settings;
        this.s3 = s3;
        this.glue = glue;
        this.runners = runners;
        this.athena = athena;
    }

    /**
     * Starts the endpoints; they answer when this returns.
     *
     * @throws UncheckedIOException if the folder cannot be used or a port is taken
     */
    public static LocalLake start(LocalLakeSettings settings) {
        FutureTask<S3Endpoint> s3 = new FutureTask<>(() -> startS3(settings));
        try {
            Files.createDirectories(settings.folder());
            new Thread(s3, "local-s3-start").start();
            return withS3(settings, s3);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot start the local lake in '" + settings.folder() + "': " + e.getMessage(), e);
        }
    }

    private static LocalLake withS3(LocalLakeSettings settings, FutureTask<S3Endpoint> starting) throws IOException {
        @Nullable GlueEndpoint glue = null;
        @Nullable IOException failure = null;
        try {
            glue = startGlue(settings);
        } catch (IOException e) {
            failure = e;
        }
        S3Endpoint s3;
        try {
            s3 = starting.get();
        } catch (ExecutionException e) {
            if (glue != null) {
                glue.close();
            }
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (glue == null) {
            s3.close();
            throw failure;
        }
        Runners runners = Runners.of(settings, s3, glue);
        try {
            return new LocalLake(settings, s3, glue, runners, startAthena(settings, s3, glue, runners));
        } catch (IOException e) {
            close(runners, s3, glue);
            throw e;
        }
    }

    private static S3Endpoint startS3(LocalLakeSettings settings) throws IOException {
        Path folder = settings.folder();
        FolderLock lock = new FolderLock(folder.resolve("s3.lock"));
        return S3Endpoint.start(
                folder.resolve("s3"), lock, settings.s3Port(), settings.accessKeyId(), settings.secretAccessKey());
    }

    private static GlueEndpoint startGlue(LocalLakeSettings settings) throws IOException {
        Path folder = settings.folder();
        FolderLock lock = new FolderLock(folder.resolve("glue.lock"));
        return GlueEndpoint.start(
                folder.resolve("glue"), lock, settings.gluePort(), settings.accessKeyId(), settings.secretAccessKey());
    }

    private static AthenaEndpoint startAthena(
            LocalLakeSettings settings, S3Endpoint s3, GlueEndpoint glue, Runners runners) throws IOException {
        Path folder = settings.folder();
        return AthenaEndpoint.start(
                folder.resolve("athena"),
                new FolderLock(folder.resolve("athena.lock")),
                glue.operations(),
                s3.objects(),
                runners.router(),
                settings.athenaPort(),
                settings.accessKeyId(),
                settings.secretAccessKey());
    }

    /** The address of S3; buckets are named in the path. */
    public URI s3Endpoint() {
        return s3.address();
    }

    /** The address of Glue. */
    public URI glueEndpoint() {
        return glue.address();
    }

    /** The address of Athena. */
    public URI athenaEndpoint() {
        return athena.address();
    }

    /** What runs the statements that need no engine; closed with the lake. */
    public DdlRunner ddl() {
        return runners.ddl();
    }

    /** Runs queries, writes, views and table maintenance on an engine, which starts with the first of them. */
    public StatementRunner engine() {
        return runners.engine();
    }

    public String region() {
        return settings.region();
    }

    public String accessKeyId() {
        return settings.accessKeyId();
    }

    public String secretAccessKey() {
        return settings.secretAccessKey();
    }

    /**
     * Serves S3 and Athena by HTTPS too, until what is returned is closed; do that before the lake.
     *
     * @param s3Port port of S3, 0 for any free one
     * @param athenaPort port of Athena, 0 for any free one
     * @throws UncheckedIOException if a port is taken or no certificate can be made
     */
    public SecureEndpoints secure(int s3Port, int athenaPort) {
        try {
            return SecureEndpoints.start(settings.folder(), s3Endpoint(), s3Port, athenaEndpoint(), athenaPort);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot serve the local lake in '" + settings.folder() + "' by HTTPS: " + e.getMessage(), e);
        }
    }

    /** Makes a bucket unless it is there. */
    public void createBucket(String name) {
        try {
            s3.createBucket(name);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create bucket '" + name + "': " + e.getMessage(), e);
        }
    }

    /** Stops the endpoints and what runs; the folder stays. */
    @Override
    public void close() {
        try {
            athena.close();
        } finally {
            close(runners, s3, glue);
        }
    }

    private static void close(Runners runners, S3Endpoint s3, GlueEndpoint glue) {
        try {
            runners.close();
        } finally {
            try {
                s3.close();
            } finally {
                glue.close();
            }
        }
    }
}
