package dev.tributary;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.error.ConfigException;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.schema.Schema;
import dev.tributary.schema.stored.SchemaJson;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pipeline's folder on this machine: the state and the schema as of the newest load it knows, and packages. It is a
 * cache: without it, the lake tells everything.
 */
public final class WorkingFolder {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final String TRACES = "traces";

    /** Text that sorts as the times do. */
    private static final DateTimeFormatter TRACE_NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSS'Z'");

    private final Path folder;

    /** What is known of the newest load. */
    public record Known(LoadId loadId, String dataset, PipelineState state, Schema schema) {}

    /** Uses the folder, which need not exist yet. */
    public WorkingFolder(Path folder) {
        this.folder = folder;
    }

    /** Whether the pipeline has one already. */
    boolean exists() {
        return Files.exists(folder);
    }

    /** Makes the folder if need be. */
    void create() {
        try {
            Files.createDirectories(packages());
        } catch (IOException e) {
            throw new ConfigException(
                    "Cannot create working folder '%s': %s (choose a folder that can be written)".formatted(folder, e),
                    e);
        }
    }

    /** Where load packages are. */
    public Path packages() {
        return folder.resolve("packages");
    }

    Path packageFolder(LoadId loadId) {
        return packages().resolve(loadId.value());
    }

    /** What was saved last; nothing where it is missing or torn. */
    public Optional<Known> read() {
        try {
            Path file = file();
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
            return Optional.of(new Known(
                    new LoadId(json.path("load_id").asText()),
                    json.path("dataset").asText(),
                    PipelineState.of((ObjectNode) json.path("state")),
                    SchemaJson.read((ObjectNode) json.path("schema"))));
        } catch (IOException | ClassCastException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Saves what is known, all of it or nothing. */
    void write(Known known) {
        ObjectNode json = JSON.createObjectNode();
        json.put("load_id", known.loadId().value());
        json.put("dataset", known.dataset());
        json.set("state", known.state().json());
        json.set("schema", SchemaJson.write(known.schema()));
        try {
            Path temporary = file().resolveSibling("known.json.tmp");
            Files.write(temporary, JSON.writeValueAsBytes(json));
            Files.move(temporary, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets what is known and what was not loaded. */
    void clear() {
        try {
            Files.deleteIfExists(file());
            try (var left = Files.list(packages())) {
                for (Path loadPackage : left.toList()) {
                    LoadPackage.delete(loadPackage);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Saves a run's trace, as {@code trace.json} and among the newest so many of {@code traces}, named by when the run began.
     */
    void keepTrace(Instant began, ObjectNode trace, int keep) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(trace);
        Path all = Files.createDirectories(folder.resolve(TRACES));
        replace(all.resolve(TRACE_NAME.format(began.atOffset(ZoneOffset.UTC)) + ".json"), bytes);
        replace(folder.resolve("trace.json"), bytes);
        List<Path> kept = traces();
        for (Path old : kept.subList(0, Math.max(0, kept.size() - keep))) {
            Files.deleteIfExists(old);
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(temporary, bytes);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The traces of runs, one JSON file each, oldest first. */
    public List<Path> traces() {
        Path all = folder.resolve(TRACES);
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(all)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return folder.resolve("known.json");
    }
}
