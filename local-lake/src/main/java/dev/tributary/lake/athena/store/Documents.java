package dev.tributary.lake.athena.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.disk.FileName;
import dev.tributary.lake.disk.FolderLock;
import dev.tributary.lake.disk.WholeFiles;
import dev.tributary.lake.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * JSON documents by collection and name, as files {@code <collection>/<name>.json}. Reading needs no lock; whoever decides by
 * what was read does so in {@link #changing}. Thread-safe.
 */
public final class Documents {

    private static final String ENDING = ".json";

    private final Path root;
    private final WholeFiles files;
    private final FolderLock lock;

    /** Documents in a folder, which is created when absent. */
    public Documents(Path root, FolderLock lock) throws IOException {
        this.root = Files.createDirectories(root);
        this.files = new WholeFiles(root.resolve("unfinished"));
        this.lock = lock;
    }

    /** Runs a change, alone among all processes. */
    public <T extends @Nullable Object> T changing(Supplier<T> change) {
        return lock.holding(change);
    }

    public Optional<ObjectNode> read(String collection, String name) {
        return files.read(file(collection, name)).map(Json::object);
    }

    /** Creates or replaces a document. Durable on return. */
    public void write(String collection, String name, ObjectNode document) {
        Path file = file(collection, name);
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.write(file, Json.bytes(document));
    }

    /** Removes a document if it is there. */
    public void delete(String collection, String name) {
        files.delete(file(collection, name));
    }

    /** Removes all documents of a collection. */
    public void deleteAll(String collection) {
        files.delete(root.resolve(collection));
    }

    /** All documents of a collection, in no order. */
    public List<ObjectNode> all(String collection) {
        List<ObjectNode> documents = new ArrayList<>();
        for (Path file : list(collection)) {
            files.read(file).ifPresent(bytes -> documents.add(Json.object(bytes)));
        }
        return documents;
    }

    /** The names of a collection whose names are file names, in order. */
    public List<String> names(String collection) {
        return list(collection).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(ENDING))
                .map(name -> name.substring(0, name.length() - ENDING.length()))
                .sorted()
                .toList();
    }

    private List<Path> list(String collection) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root.resolve(collection))) {
            stream.forEach(entries::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private Path file(String collection, String name) {
        return root.resolve(collection).resolve(FileName.of(name) + ENDING);
    }
}
