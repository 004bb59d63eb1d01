package dev.tributary.lake.athena.execution;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Files of processes that died. */
final class Leftovers {

    /** No execution takes longer between two writes to its file. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private Leftovers() {}

    /** A folder, which is created when absent, without the files that nobody has touched for a day. */
    static Path removed(Path folder) throws IOException {
        Files.createDirectories(folder);
        Instant limit = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException e) {
            // Another process removes them too; what it leaves goes the next time.
        }
        return folder;
    }
}
