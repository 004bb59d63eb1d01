package dev.tributary.lake.athena.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Who of several processes lives. Each holds the lock of a file of its own, which the operating system frees when the process
 * dies. Thread-safe.
 */
final class Owners implements AutoCloseable {

    private final Path folder;
    private final String self = UUID.randomUUID().toString();
    private final FileChannel channel;

    /** Joins the processes of a folder, which is created when absent. */
    Owners(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.channel = FileChannel.open(file(self), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
    }

    /** The name under which others know this one. */
    String self() {
        return self;
    }

    /** Whether the process of a name lives. What a dead one left is removed. */
    boolean lives(String owner) {
        if (owner.equals(self)) {
            return true;
        }
        try (FileChannel other = FileChannel.open(file(owner), StandardOpenOption.WRITE)) {
            FileLock lock = other.tryLock();
            if (lock == null) {
                return true;
            }
            Files.deleteIfExists(file(owner));
            return false;
        } catch (OverlappingFileLockException e) {
            // Another endpoint of this very process.
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String owner) {
        return folder.resolve(owner + ".lock");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file(self));
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
