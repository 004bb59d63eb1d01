package dev.tributary.cli;

import dev.tributary.cli.terminal.Shell;
import dev.tributary.lake.LocalLake;
import dev.tributary.lake.LocalLakeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Goes through what users' runs do, in one process that serves the lake as well: the launcher has the JVM keep the classes of
 * it in the archive that commands start from. Needs an empty folder and takes nothing from the environment but AWS's keys,
 * which must be the local lake's.
 */
final class Training {
    /** Every type of a column, objects in objects, lists of records and of plain values. */
    private static final String RECORDS = """
            {"id":1,"name":"ä \\"a\\"","at":"2026-01-01T00:00:00Z","on":"2026-01-01","score":1.5,"done":true,"none":null,\
            "big":123456789012345678901234567890,"owner":{"id":7,"address":{"town":"x"}},"tags":["a","b"],\
            "lines":[{"n":1,"price":0.25,"parts":[{"p":1}]},{"n":2}]}
            {"id":2,"name":"b","score":2,"done":"maybe","later":{"x":1},"lines":[]}
            {"id":"3","score":"2.5","done":"true","at":1767225600}
            """;

    private static final String BUCKET = "lake";

    private static final String SETTINGS = """
            [destination.athena]
            lake = "aws"

            [destination.filesystem]
            bucket_url = "s3://%s"

            [sources.filesystem]
            bucket_url = "in"
            file_glob = "*.jsonl"
            """.formatted(BUCKET);

    private final Path folder;

    private Training(Path folder) {
        this.folder = folder;
    }

    /** Trains in the process's folder; ends with 1 when a command did not do what it should. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        boolean trained;
        try (LocalLake lake = LocalLake.start(LocalLakeSettings.at(folder.resolve("lake")))) {
            lake.createBucket(BUCKET);
            System.setProperty("aws.endpointUrlS3", lake.s3Endpoint().toString());
            System.setProperty("aws.endpointUrlGlue", lake.glueEndpoint().toString());
            Ahead.begin("run");
            trained = new Training(folder).train();
        }
        System.exit(trained ? 0 : 1);
    }

    private boolean train() throws IOException {
        write(".dlt/config.toml", SETTINGS);
        write("in/records.jsonl", RECORDS);
        return command("run", "filesystem")
                && command("run", "filesystem", "--json")
                && command("run", "filesystem", "--table-format", "iceberg", "--pipeline", "iceberg")
                && command("info")
                && command("tables", "filesystem");
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private boolean command(String... words) {
        Shell shell = new Shell(folder, folder, Map.of(), System.out, System.err, false, false);
        return Main.run(shell, words) == 0;
    }
}
