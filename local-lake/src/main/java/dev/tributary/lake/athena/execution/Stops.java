package dev.tributary.lake.athena.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Wishes to stop an execution that another process runs: an empty file each, which its process finds. Thread-safe. */
final class Stops implements AutoCloseable {

    private static final long PERIOD_MILLIS = 250;

    private final Path folder;
    private final Predicate<String> stopHere;
    private @Nullable ScheduledExecutorService watcher;

    /** Wishes in an existing folder. */
    Stops(Path folder, Predicate<String> stopHere) {
        this.folder = folder;
        this.stopHere = stopHere;
    }

    /** Asks whoever runs an execution to stop it. */
    void ask(String id) {
        try {
            Files.createFile(folder.resolve(id));
        } catch (FileAlreadyExistsException e) {
            // It has been asked for already.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks for wishes from now on. */
    synchronized void watch() {
        if (watcher == null) {
            watcher = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "local-athena-stops");
                thread.setDaemon(true);
                return thread;
            });
            watcher.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try (DirectoryStream<Path> wishes = Files.newDirectoryStream(folder)) {
            for (Path wish : wishes) {
                if (stopHere.test(wish.getFileName().toString())) {
                    Files.deleteIfExists(wish);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (watcher != null) {
            watcher.shutdownNow();
        }
    }
}
