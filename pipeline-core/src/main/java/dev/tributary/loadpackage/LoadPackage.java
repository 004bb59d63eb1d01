package dev.tributary.loadpackage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.schema.Schema;
import dev.tributary.schema.stored.SchemaJson;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One load on disk: {@code packages/<load_id>/} with {@code files/}, {@code schema.json}, {@code state.json} and, written
 * last, {@code package.json}. Without the last one the package is torn and counts for nothing. Every file is synced before
 * the name that makes it count appears.
 */
public final class LoadPackage {
    private static final String CONTENTS = "package.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final PackageContents contents;
    private final Schema schema;
    private final PipelineState state;

    private LoadPackage(Path folder, PackageContents contents, Schema schema, PipelineState state) {
        this.folder = folder;
        this.contents = contents;
        this.schema = schema;
        this.state = state;
    }

    /** The folder for a package's data files, made if need be. */
    public static Path filesFolder(Path packageFolder) throws IOException {
        return Files.createDirectories(packageFolder.resolve("files"));
    }

    /** Completes a package whose data files are written: writes the rest and syncs all, then gives the rest its names, the contents last. */
    public static LoadPackage complete(Path folder, PackageContents contents, Schema schema, PipelineState state)
            throws IOException {
        Path files = filesFolder(folder);
        Map<String, ObjectNode> rest = new LinkedHashMap<>();
        rest.put("schema.json", SchemaJson.write(schema));
        rest.put("state.json", state.json());
        rest.put(CONTENTS, toJson(contents));
        List<Path> written = new ArrayList<>(List.of(files));
        for (PackagedTable table : contents.tables()) {
            table.files().forEach(file -> written.add(files.resolve(file.name())));
        }
        for (Map.Entry<String, ObjectNode> file : rest.entrySet()) {
            written.add(Files.write(unnamed(folder, file.getKey()), JSON.writeValueAsBytes(file.getValue())));
        }
        DiskSync.all(written);
        for (String name : rest.keySet()) {
            Files.move(
                    unnamed(folder, name),
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        DiskSync.all(List.of(folder));
        return new LoadPackage(folder, contents, schema, state);
    }

    /** The package in that folder, or nothing where it is torn. */
    public static Optional<LoadPackage> find(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(CONTENTS))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LoadPackage(
                    folder,
                    fromJson((ObjectNode) JSON.readTree(folder.resolve(CONTENTS).toFile())),
                    SchemaJson.read((ObjectNode)
                            JSON.readTree(folder.resolve("schema.json").toFile())),
                    PipelineState.of((ObjectNode)
                            JSON.readTree(folder.resolve("state.json").toFile()))));
        } catch (JsonProcessingException | ClassCastException e) {
            return Optional.empty();
        }
    }

    public Path folder() {
        return folder;
    }

    public PackageContents contents() {
        return contents;
    }

    public LoadId loadId() {
        return contents.loadId();
    }

    /** The schema that holds once the package is loaded. */
    public Schema schema() {
        return schema;
    }

    /** The state that holds once the package is loaded. */
    public PipelineState state() {
        return state;
    }

    /** Where a data file lies. */
    public Path path(PackagedFile file) {
        return folder.resolve("files").resolve(file.name());
    }

    /** Deletes the package and all its files. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.deleteIfExists(folder.resolve(CONTENTS));
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static Path unnamed(Path folder, String name) {
        return folder.resolve(name + ".tmp");
    }

    private static ObjectNode toJson(PackageContents contents) {
        ObjectNode json = JSON.createObjectNode();
        json.put("load_id", contents.loadId().value());
        json.put("pipeline", contents.pipeline());
        json.put("dataset", contents.dataset());
        json.put("schema", contents.schemaName());
        json.put("created_at", contents.createdAt().toString());
        json.put("rejects", contents.rejects());
        ArrayNode dropped = json.putArray("dropped");
        contents.removal().dropped().forEach(dropped::add);
        ArrayNode truncated = json.putArray("truncated");
        contents.removal().truncated().forEach(truncated::add);
        ArrayNode tables = json.putArray("tables");
        for (PackagedTable table : contents.tables()) {
            ObjectNode entry = tables.addObject().put("name", table.name());
            entry.put("rows", table.rows());
            ArrayNode files = entry.putArray("files");
            for (PackagedFile file : table.files()) {
                ObjectNode f = files.addObject();
                f.put("file_id", file.fileId()).put("rows", file.rows()).put("bytes", file.bytes());
                ArrayNode partition = f.putArray("partition");
                file.partition().forEach(partition::add);
                file.head().ifPresent(head -> write(head, f.putObject("streamed")));
            }
            if (!table.obsolete().isEmpty()) {
                ArrayNode obsolete = entry.putArray("obsolete");
                table.obsolete().forEach(obsolete::add);
            }
        }
        return json;
    }

    private static PackageContents fromJson(ObjectNode json) {
        List<PackagedTable> tables = new ArrayList<>();
        for (var entry : json.path("tables")) {
            String name = entry.path("name").asText();
            List<PackagedFile> files = new ArrayList<>();
            for (var f : entry.path("files")) {
                List<String> partition = new ArrayList<>();
                f.path("partition").forEach(v -> partition.add(v.isNull() ? null : v.asText()));
                files.add(new PackagedFile(
                        name,
                        f.path("file_id").asText(),
                        f.path("rows").asLong(),
                        f.path("bytes").asLong(),
                        partition,
                        Optional.of(f.path("streamed"))
                                .filter(JsonNode::isObject)
                                .map(LoadPackage::head)));
            }
            List<String> obsolete = new ArrayList<>();
            entry.path("obsolete").forEach(o -> obsolete.add(o.asText()));
            tables.add(new PackagedTable(name, files, obsolete));
        }
        return new PackageContents(
                new LoadId(json.path("load_id").asText()),
                json.path("pipeline").asText(),
                json.path("dataset").asText(),
                json.path("schema").asText(),
                Instant.parse(json.path("created_at").asText()),
                tables,
                json.path("rejects").asLong(),
                new Removal(texts(json.path("dropped")), texts(json.path("truncated"))));
    }

    private static void write(StreamedHead head, ObjectNode json) {
        json.put("key", head.key()).put("upload_id", head.uploadId()).put("bytes", head.bytes());
        ArrayNode parts = json.putArray("parts");
        head.parts().forEach(parts::add);
    }

    private static StreamedHead head(JsonNode json) {
        return new StreamedHead(
                json.path("key").asText(),
                json.path("upload_id").asText(),
                json.path("bytes").asLong(),
                texts(json.path("parts")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(t -> texts.add(t.asText()));
        return texts;
    }

    /** The complete packages below a folder of packages, oldest first; torn ones are deleted. */
    public static List<LoadPackage> complete(Path packages) {
        if (!Files.isDirectory(packages)) {
            return List.of();
        }
        List<LoadPackage> found = new ArrayList<>();
        try (var folders = Files.list(packages)) {
            for (Path folder : folders.toList()) {
                Optional<LoadPackage> loadPackage = find(folder);
                if (loadPackage.isPresent()) {
                    found.add(loadPackage.get());
                } else {
                    delete(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(java.util.Comparator.comparing(LoadPackage::loadId));
        return found;
    }
}
