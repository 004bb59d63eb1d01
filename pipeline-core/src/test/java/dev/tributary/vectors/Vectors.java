package dev.tributary.vectors;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The golden cases taken from dlt 1.26.0, of the test resources or of the folder that the system property {@code
 * vectors.dir} names. A relative folder is looked for in the module's folder and in the project's.
 */
public final class Vectors {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    private Vectors() {}

    /** The cases of that file, in their order. */
    public static Stream<JsonNode> of(String file) {
        try (InputStream in = open(file)) {
            return StreamSupport.stream(JSON.readTree(in).spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) throws IOException {
        String folder = System.getProperty("vectors.dir", "");
        if (folder.isEmpty()) {
            return Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + file), file);
        }
        Path here = Path.of(folder, file);
        return Files.newInputStream(Files.exists(here) ? here : Path.of("..").resolve(here));
    }
}
