package dev.tributary.lake.glue;

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
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The entities of the catalog as JSON files: {@code databases/<database>/database.json},
 * {@code databases/<database>/tables/<table>/table.json} and beside it {@code versions/<n>.json}, {@code partitions.json} and
 * {@code statistics.json}. A file is replaced as a whole, so reading needs no lock; whoever decides by what was read does so
 * in {@link #changing}.
 */
final class Catalog {

    private static final String DATABASE_FILE = "database.json";
    private static final String TABLE_FILE = "table.json";

    private final Path databases;
    private final WholeFiles files;
    private final FolderLock lock;

    Catalog(Path root, FolderLock lock) throws IOException {
        this.databases = Files.createDirectories(root.resolve("databases"));
        this.files = new WholeFiles(root.resolve("unfinished"));
        this.lock = lock;
        this.<@Nullable Void>changing(() -> {
            files.sweep();
            return null;
        });
    }

    /** Runs a change, alone among all processes. */
    <T extends @Nullable Object> T changing(Supplier<T> change) {
        return lock.holding(change);
    }

    /** Names of databases and tables are folded to lower case when stored and looked up. */
    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    SortedMap<String, ObjectNode> databases() {
        return entities(databases, DATABASE_FILE);
    }

    ObjectNode database(String name) {
        return read(databaseFolder(name).resolve(DATABASE_FILE))
                .orElseThrow(() -> GlueException.notFound("Database " + fold(name) + " not found."));
    }

    boolean hasDatabase(String name) {
        return Files.exists(databaseFolder(name));
    }

    void createDatabase(ObjectNode database) {
        Path folder = databaseFolder(database.get("Name").textValue());
        files.createFolder(folder, DATABASE_FILE, Json.bytes(database));
    }

    void replaceDatabase(ObjectNode database) {
        write(databaseFolder(database.get("Name").textValue()).resolve(DATABASE_FILE), database);
    }

    void deleteDatabase(String name) {
        files.delete(databaseFolder(name));
    }

    SortedMap<String, ObjectNode> tables(String database) {
        return entities(databaseFolder(database).resolve("tables"), TABLE_FILE);
    }

    Optional<ObjectNode> findTable(TableName name) {
        return read(folder(name).resolve(TABLE_FILE));
    }

    ObjectNode table(TableName name) {
        return findTable(name).orElseThrow(() -> {
            database(name.database());
            return GlueException.notFound("Table " + name.table() + " not found.");
        });
    }

    void createTable(TableName name, ObjectNode table) {
        files.createFolder(folder(name), TABLE_FILE, Json.bytes(table));
    }

    void replaceTable(TableName name, ObjectNode table) {
        write(folder(name).resolve(TABLE_FILE), table);
    }

    void deleteTable(TableName name) {
        files.delete(folder(name));
    }

    /** Keeps a table as it was under its version. */
    void archive(TableName name, ObjectNode table) {
        write(versionFile(name, table.get("VersionId").textValue()), table);
    }

    /** Archived tables in no order; the current one is not among them. */
    List<ObjectNode> archived(TableName name) {
        List<ObjectNode> tables = new ArrayList<>();
        for (Path file : list(folder(name).resolve("versions"))) {
            read(file).ifPresent(tables::add);
        }
        return tables;
    }

    void deleteArchived(TableName name, String version) {
        files.delete(versionFile(name, version));
    }

    /** A document kept beside a table, empty when there is none yet. */
    ObjectNode document(TableName name, String document) {
        return read(documentFile(name, document)).orElseGet(Json::object);
    }

    void replaceDocument(TableName name, String document, ObjectNode content) {
        write(documentFile(name, document), content);
    }

    private SortedMap<String, ObjectNode> entities(Path parent, String file) {
        SortedMap<String, ObjectNode> entities = new TreeMap<>();
        for (Path folder : list(parent)) {
            read(folder.resolve(file))
                    .ifPresent(entity -> entities.put(entity.get("Name").textValue(), entity));
        }
        return entities;
    }

    private static List<Path> list(Path folder) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
            return entries;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ObjectNode> read(Path file) {
        return files.read(file).map(Json::object);
    }

    private void write(Path file, ObjectNode entity) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.write(file, Json.bytes(entity));
    }

    private Path databaseFolder(String name) {
        return databases.resolve(FileName.of(fold(name)));
    }

    private Path folder(TableName name) {
        return databaseFolder(name.database()).resolve("tables").resolve(FileName.of(name.table()));
    }

    private Path versionFile(TableName name, String version) {
        return folder(name).resolve("versions").resolve(FileName.of(version) + ".json");
    }

    private Path documentFile(TableName name, String document) {
        return folder(name).resolve(document + ".json");
    }
}
