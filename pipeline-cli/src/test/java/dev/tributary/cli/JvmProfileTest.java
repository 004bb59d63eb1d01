package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmProfileTest {
    @TempDir
    Path home;

    private Path known;

    @BeforeEach
    void makeTheLaunchersFolder() throws IOException {
        known = Files.createDirectories(home.resolve("target/launcher")).resolve("profiles");
    }

    private JvmProfile chosen(String text) {
        return JvmProfile.of(Map.of("TRIBUTARY_JVM", text, "TRIBUTARY_HOME", home.toString()));
    }

    @Test
    void remembersWhatACommandLineTook() throws IOException {
        chosen("large 1-2").learn(Duration.ofSeconds(2));
        chosen("large 3-4").learn(Duration.ofSeconds(7));
        assertThat(known).hasContent("1-2 small\n3-4 large");

        chosen("small 1-2").learn(Duration.ofSeconds(60));
        assertThat(known).hasContent("3-4 large\n1-2 large");
        assertThat(known.getParent()).isDirectoryNotContaining(f -> !f.equals(known));
    }

    @Test
    void remembersNothingWhereTheChoiceWasMade() {
        chosen("small ").learn(Duration.ofSeconds(60));
        assertThat(known).doesNotExist();
    }

    @Test
    void forgetsTheOldestCommandLines() throws IOException {
        for (int i = 0; i < 201; i++) {
            chosen("large " + i + "-1").learn(Duration.ofSeconds(1));
        }
        assertThat(Files.readAllLines(known))
                .hasSize(200)
                .startsWith("1-1 small")
                .endsWith("200-1 small");
    }

    @Test
    void doesWithoutAFolderThatCanBeWritten() {
        JvmProfile.of(Map.of("TRIBUTARY_JVM", "large 1-2", "TRIBUTARY_HOME", "/nowhere"))
                .learn(Duration.ofSeconds(1));
    }

    @Test
    void saysWhatTheLauncherChose() throws IOException {
        Path archive = home.resolve("classes.jsa");
        Map<String, String> environment = Map.of("TRIBUTARY_JVM", "small ", "TRIBUTARY_ARCHIVE", archive.toString());
        assertThat(JvmProfile.of(environment).describe()).isEqualTo("JVM profile small, no class archive");
        Files.writeString(archive, "torn");
        assertThat(JvmProfile.of(Map.of()).describe()).isEqualTo("JVM as it was started");
    }
}
