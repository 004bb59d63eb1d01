package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose files go to the lake while they are written. */
class StagingIT {
    private static final int RECORDS = 14_000;

    /** Records that hardly compress, 28 MB in all; before the last one it waits until the lake knows of the load. */
    private static final String NOISE = """
            import dev.tributary.source.*;
            import java.io.*;
            import java.nio.file.*;
            import java.util.Random;
            import java.util.concurrent.locks.LockSupport;
            import java.util.stream.*;

            @Source
            class Noise {
                record Entry(int n, byte[] noise, boolean seen) {}

                @Resource
                Stream<Entry> noise() {
                    Random random = new Random(1);
                    return IntStream.range(0, %1$d).mapToObj(n -> {
                        byte[] bytes = new byte[2_000];
                        random.nextBytes(bytes);
                        return new Entry(n, bytes, n == %1$d - 1 && waits());
                    });
                }

                private static boolean waits() {
                    for (int i = 0; i < 200 && !isKnown(); i++) {
                        LockSupport.parkNanos(100_000_000);
                    }
                    return isKnown();
                }

                private static boolean isKnown() {
                    try (Stream<Path> files = Files.walk(Path.of("%2$s"))) {
                        return files.anyMatch(f -> f.getParent().endsWith("_dlt_intents/noise"));
                    } catch (IOException | UncheckedIOException e) {
                        return false;
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void streams() throws Exception {
        Console console = new Console(folder);
        Files.writeString(folder.resolve("Noise.java"), NOISE.formatted(RECORDS, folder.resolve(".lake/s3")));
        Files.createDirectories(folder.resolve(".dlt"));
        Files.writeString(folder.resolve(".dlt/config.toml"), """
                [destination.athena]
                staging = "stream"
                [normalize]
                row_group_size = "1MiB"
                """);

        assertThat(console.run("run", "Noise.java", "--json")).as(console.err()).isZero();

        assertThat(new ObjectMapper().readTree(console.out()).get("status").asText())
                .isEqualTo("loaded");
        assertThat(
                        Duck.ask(
                                folder,
                                "noise",
                                "select count(distinct n) || ' ' || sum(octet_length(noise)) || ' ' || bool_or(seen) from files"))
                .isEqualTo(RECORDS + " " + RECORDS * 2_000 + " true");
        try (Stream<Path> files = Files.walk(folder.resolve(".lake/s3"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .noneMatch(f -> f.toString().contains("_dlt_intents"));
        }
    }
}
