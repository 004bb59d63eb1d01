package dev.tributary.lake.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders that appear, change and vanish as a whole, also when the process is killed halfway. Unfinished work lies
 * in a scratch folder on the same file system.
 */
public final class WholeFiles {

    private final Path scratch;

    /** Files whose unfinished halves go to a folder, which is created when absent. */
    public WholeFiles(Path scratch) throws IOException {
        this.scratch = Files.createDirectories(scratch);
    }

    /** Removes what killed processes left. Nothing else may be written meanwhile. */
    public void sweep() {
        try (var leftovers = Files.newDirectoryStream(scratch)) {
            for (Path leftover : leftovers) {
                deleteTree(leftover);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of a file, or nothing when there is no such file. */
    public Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates or replaces a file; its folder must exist. Durable on return. */
    public void write(Path file, byte[] content) {
        try {
            Path unfinished = fresh();
            writeDurably(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates a folder that holds one file from the start; the folder must not exist. */
    public void createFolder(Path folder, String fileName, byte[] content) {
        try {
            Path unfinished = Files.createDirectory(fresh());
            writeDurably(unfinished.resolve(fileName), content);
            Files.createDirectories(folder.getParent());
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a file or a folder with all that it holds, if it is there. */
    public void delete(Path path) {
        try {
            Path doomed = fresh();
            Files.move(path, doomed, StandardCopyOption.ATOMIC_MOVE);
            deleteTree(doomed);
        } catch (NoSuchFileException e) {
            // Gone already, which is what was asked for.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path fresh() {
        return scratch.resolve(UUID.randomUUID().toString());
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
