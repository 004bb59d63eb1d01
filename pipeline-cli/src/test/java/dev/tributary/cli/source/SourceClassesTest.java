package dev.tributary.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceClassesTest {
    @TempDir
    Path folder;

    @Test
    void letsAReadySourceSeeTheClassPathWhileItIsOpen() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("drivers")).resolve("a.driver"), "");
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        try (SourceClasses classes = new SourceClasses(folder, ClassPath.option("drivers"), List.of())) {
            classes.find("sql_database");

            assertThat(Thread.currentThread().getContextClassLoader().getResource("a.driver"))
                    .isNotNull();
        }
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void takesAllJarsOfAFolder() throws IOException {
        jar("lib/b.jar", "b.driver");
        jar("lib/a.jar", "a.driver");
        Files.writeString(folder.resolve("lib/notes.txt"), "");

        assertThat(new ClassPath("--classpath", "lib/*").entries(folder))
                .containsExactly(folder.resolve("lib/a.jar"), folder.resolve("lib/b.jar"));
        try (SourceClasses classes = new SourceClasses(folder, ClassPath.option("lib/*"), List.of())) {
            classes.find("filesystem");

            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            assertThat(loader.getResource("a.driver")).isNotNull();
            assertThat(loader.getResource("b.driver")).isNotNull();
        }
    }

    private void jar(String name, String content) throws IOException {
        Path jar = folder.resolve(name);
        Files.createDirectories(jar.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(content));
        }
    }
}
