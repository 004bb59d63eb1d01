package dev.tributary.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceClassesTest {
    @TempDir
    Path folder;

    @Test
    void letsAReadySourceSeeTheClassPathWhileItIsOpen() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("drivers")).resolve("a.driver"), "");
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        try (SourceClasses classes = new SourceClasses(folder, "drivers", List.of())) {
            classes.find("sql_database");

            assertThat(Thread.currentThread().getContextClassLoader().getResource("a.driver"))
                    .isNotNull();
        }
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }
}
