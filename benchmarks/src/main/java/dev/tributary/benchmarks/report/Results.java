package dev.tributary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The raw figures of each section, a JSON file each, with the day and the machine that they were taken on. */
public final class Results {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    public Results(Path folder) {
        this.folder = folder;
    }

    /** Keeps a section's figures instead of its earlier ones. */
    public void keep(String section, ObjectNode figures) throws IOException {
        Files.createDirectories(folder);
        figures.put("day", LocalDate.now(ZoneOffset.UTC).toString());
        figures.put("machine", Machine.describe());
        Files.writeString(folder.resolve(section + ".json"), MAPPER.writeValueAsString(figures) + "\n");
    }

    /** A section's figures; missing when it was never run. */
    JsonNode of(String section) throws IOException {
        Path file = folder.resolve(section + ".json");
        return Files.exists(file) ? MAPPER.readTree(file.toFile()) : MissingNode.getInstance();
    }
}
