package dev.tributary.cli.lake;

import dev.tributary.cli.terminal.CommonOptions;
import dev.tributary.cli.terminal.Interruption;
import dev.tributary.cli.terminal.Json;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.config.Settings;
import dev.tributary.error.ConfigException;
import dev.tributary.lake.LocalLake;
import dev.tributary.lake.LocalLakeSettings;
import dev.tributary.lake.SecureEndpoints;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the embedded lake to other programs until it is stopped. */
@Command(name = "lake", description = "Serve the embedded lake as S3, Glue and Athena on loopback, until Ctrl-C.")
public final class LakeCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--folder",
            paramLabel = "<path>",
            description = "The lake's folder; by default that of the settings.")
    private @Nullable Path folder;

    @Option(
            names = "--s3-port",
            paramLabel = "<n>",
            defaultValue = "7101",
            description = "Port of S3, 0 for any free one; by default ${DEFAULT-VALUE}.")
    private int s3Port;

    @Option(
            names = "--glue-port",
            paramLabel = "<n>",
            defaultValue = "7102",
            description = "Port of Glue; by default ${DEFAULT-VALUE}.")
    private int gluePort;

    @Option(
            names = "--athena-port",
            paramLabel = "<n>",
            defaultValue = "7103",
            description = "Port of Athena; by default ${DEFAULT-VALUE}.")
    private int athenaPort;

    @Option(
            names = "--s3-tls-port",
            paramLabel = "<n>",
            defaultValue = "7111",
            description = "Port of S3 by HTTPS, 0 for any free one; by default ${DEFAULT-VALUE}.")
    private int s3TlsPort;

    @Option(
            names = "--athena-tls-port",
            paramLabel = "<n>",
            defaultValue = "7113",
            description = "Port of Athena by HTTPS, 0 for any free one; by default ${DEFAULT-VALUE}.")
    private int athenaTlsPort;

    LakeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(shell);
        Path where = folder == null
                ? settings.get("destination.athena.lake_folder").asPath()
                : shell.folder().resolve(folder);
        LakeAddress bucket = Lake.bucketOf(settings);
        LakeAddress results = Lake.resultsOf(settings);
        LocalLake lake = start(where);
        Thread stop = new Thread(() -> stop(lake), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try (SecureEndpoints secure = secure(lake)) {
            lake.createBucket(bucket.bucket());
            lake.createBucket(results.bucket());
            tell(LakeClients.of(lake, secure, where, bucket, results));
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // Whoever stops it by an interruption asks for nothing but this command's end.
            return Interruption.EXIT_CODE;
        } finally {
            close(lake, stop);
        }
        return 0;
    }

    private void tell(LakeClients clients) {
        if (options.json()) {
            Json.print(shell.out(), clients.json());
        } else {
            clients.lines().forEach(shell.out()::println);
        }
    }

    private static void close(LocalLake lake, Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // The hook runs, and closes the lake.
            return;
        }
        lake.close();
    }

    private LocalLake start(Path where) {
        try {
            LocalLakeSettings at = LocalLakeSettings.at(where);
            return LocalLake.start(new LocalLakeSettings(
                    at.folder(),
                    at.region(),
                    at.accessKeyId(),
                    at.secretAccessKey(),
                    s3Port,
                    gluePort,
                    athenaPort,
                    shell.engine()));
        } catch (UncheckedIOException e) {
            throw new ConfigException(
                    e.getMessage() + " (choose another --folder, --s3-port, --glue-port or --athena-port)", e);
        }
    }

    private SecureEndpoints secure(LocalLake lake) {
        try {
            return lake.secure(s3TlsPort, athenaTlsPort);
        } catch (UncheckedIOException e) {
            throw new ConfigException(e.getMessage() + " (choose another --s3-tls-port or --athena-tls-port)", e);
        }
    }

    private void stop(LocalLake lake) {
        shell.err().println("Stopping: the lake stays in its folder.");
        lake.close();
    }
}
