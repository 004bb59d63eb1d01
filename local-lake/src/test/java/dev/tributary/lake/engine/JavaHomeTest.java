package dev.tributary.lake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaHomeTest {
    @TempDir
    Path folder;

    private Path jdk17;
    private Path jdk25;
    private Path jdk26;
    private Path jre25;

    @BeforeEach
    void install() throws IOException {
        jdk17 = install("17.0.15", "java", "javac");
        jdk25 = install("25", "java", "javac");
        jdk26 = install("26.0.1", "java", "javac");
        jre25 = install("25.0.1", "java");
    }

    private Path install(String version, String... programs) throws IOException {
        Path home = folder.resolve("jdk-" + version);
        for (String program : programs) {
            Path file = home.resolve("bin").resolve(program);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    @Test
    void takesTheFirstThatIsNewEnough() {
        assertThat(JavaHome.find(settings(null, folder, jdk17, jre25, jdk26, jdk25)))
                .isEqualTo(jdk26);
    }

    @Test
    void takesTheOneThatIsNamedBeforeAllOthers() {
        assertThat(JavaHome.find(settings(jdk25, jdk26))).isEqualTo(jdk25);
        assertThatThrownBy(() -> JavaHome.find(settings(jdk17, jdk26)))
                .isInstanceOf(EngineMissing.class)
                .hasMessage("TRIBUTARY_ENGINE_JAVA_HOME names '" + jdk17
                        + "', which is no JDK of version 25 or newer (name one, or unset it)");
    }

    @Test
    void looksWhereTheEnvironmentSays() {
        EngineSettings settings = EngineSettings.of(
                folder, Map.of("TRIBUTARY_ENGINE_JAVA_HOME", jdk25.toString(), "JAVA_HOME", "/j"), line -> {});

        assertThat(settings.javaHome()).isEqualTo(jdk25);
        assertThat(settings.otherJavaHomes()).startsWith(Path.of("/j"), Path.of(System.getProperty("java.home")));
        assertThat(settings.findsJava()).isTrue();
    }

    private EngineSettings settings(Path named, Path... others) {
        return new EngineSettings(folder, named, List.of(others), line -> {});
    }
}
