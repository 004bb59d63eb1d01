package dev.tributary.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ExtractException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawJsonTest {
    @Test
    void readsAFileAndUnpacksIt(@TempDir Path folder) throws IOException {
        Path plain = Files.writeString(folder.resolve("a.json"), "[1]");
        Path packed = folder.resolve("a.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write('7');
        }

        assertThat(text(RawJson.file(plain))).isEqualTo("[1]");
        assertThat(text(RawJson.file(packed))).isEqualTo("7");
    }

    @Test
    void saysThatAResourceIsMissing() {
        assertThatThrownBy(() ->
                        RawJson.resource(RawJsonTest.class, "none.json").bytes().open())
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot read file 'none.json': there is none beside class RawJsonTest"
                        + " (put it into the folder of RawJsonTest.java)");
    }

    private static String text(RawJson json) throws IOException {
        try (InputStream in = json.bytes().open()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
