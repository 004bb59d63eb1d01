package dev.tributary.lake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Fetching, with a wrapper that writes the class path of one jar and counts how often it is called. */
@DisabledOnOs(OS.WINDOWS)
class EngineClassesTest {
    @TempDir
    Path folder;

    private Path module;
    private Path jar;
    private final List<String> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        module = folder.resolve("engine");
        jar = folder.resolve("a.jar");
        Files.createDirectories(module.resolve("src/main"));
        Files.createDirectories(module.resolve("target/classes"));
        Files.writeString(module.resolve("pom.xml"), "<project/>");
        Files.createFile(jar);
        wrapper("for a; do case $a in -Dmdep.outputFile=*) printf %s '" + jar + "' >\"${a#*=}\";; esac; done\n"
                + "echo \"$JAVA_HOME\" >>'" + folder + "/calls'; sleep 0.2");
    }

    private void wrapper(String script) throws IOException {
        Files.writeString(folder.resolve("mvnw"), script);
    }

    private String classPath() throws IOException, InterruptedException {
        return new EngineClasses(module, told::add).classPath(Path.of("/jdk"));
    }

    private long calls() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("calls"))) {
            return lines.filter("/jdk"::equals).count();
        }
    }

    @Test
    void fetchesOnce() throws Exception {
        assertThat(classPath()).isEqualTo(module.resolve("target/classes") + ":" + jar);
        assertThat(classPath()).isEqualTo(module.resolve("target/classes") + ":" + jar);

        assertThat(calls()).isOne();
        assertThat(told)
                .containsExactly(
                        "Fetching the SQL engine (194 MB from Maven Central, once; log: "
                                + module.resolve("target/engine/fetch.log") + ")",
                        "Fetched the SQL engine in 0 s");
    }

    @Test
    void fetchesAgainWhatIsGoneOrChanged() throws Exception {
        classPath();
        Files.writeString(module.resolve("src/main/A.java"), "class A {}");
        classPath();
        assertThat(calls()).isEqualTo(2);

        Path moved = Files.move(jar, folder.resolve("b.jar"));
        classPath();
        assertThat(calls()).isEqualTo(3);
        Files.move(moved, jar);
        classPath();
        assertThat(calls()).isEqualTo(3);
    }

    @Test
    void fetchesOnceForManyWhoAsk() throws Exception {
        List<CompletableFuture<String>> asking = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return classPath();
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }))
                .toList();

        assertThat(asking.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(calls()).isOne();
    }

    @Test
    void tellsWhatMavenSays() throws Exception {
        wrapper("echo '[INFO] x'; echo '[ERROR] no such host'; echo '[ERROR] help'; exit 1");

        assertThatThrownBy(this::classPath)
                .isInstanceOf(EngineMissing.class)
                .hasMessage("Maven cannot fetch it: no such host (mend what its log tells: "
                        + module.resolve("target/engine/fetch.log") + ")");
    }

    @Test
    void saysWhichFolderIsMissing() {
        assertThatThrownBy(() -> new EngineClasses(folder.resolve("none"), told::add).classPath(folder))
                .isInstanceOf(EngineMissing.class)
                .hasMessage("its folder '" + folder.resolve("none")
                        + "' is not there (TRIBUTARY_HOME names the source tree of Tributary that has it)");
    }
}
