package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Ctrl-C does to a run that is watched on a terminal. */
class StoppedRunIT {
    private static final String SOURCE = """
            import dev.tributary.source.*;
            import java.util.Map;
            import java.util.stream.Stream;

            @Source
            class Endless {
                @Resource
                Stream<Map<String, Object>> items() {
                    return Stream.iterate(1, n -> n + 1).map(n -> {
                        if (n == 600) {
                            System.out.println("waits");
                            WAIT
                        }
                        return Map.of("n", n);
                    });
                }
            }
            """;

    private static final String ERASED = "A\r\u001b[J";

    private static final String STOPPED = "Stopped: nothing of this run is loaded; run it again to load it.";

    /** The line of a process's status in which there is a bit for each signal that it ignores. */
    private static final String IGNORED = "SigIgn:";

    private static final long SIGINT = 1L << 1;

    @TempDir
    Path folder;

    @Test
    void isOverWithOneSentence() throws Exception {
        List<String> shown = stopped("java.util.concurrent.locks.LockSupport.park(Endless.class);");

        assertThat(shown).last().asString().endsWith(ERASED + STOPPED);
        assertThat(shown).filteredOn(line -> line.contains("Stopped")).hasSize(1);
        try (var left = Files.list(folder.resolve(".dlt/pipelines/endless/packages"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void saysThatItStopsWhileASourceDoesNotListen() throws Exception {
        List<String> shown =
                stopped("for (long end = System.nanoTime() + 3_000_000_000L; System.nanoTime() < end; ) {}");

        assertThat(shown).anyMatch(line -> line.contains("stopping | "));
        assertThat(shown).last().asString().endsWith(ERASED + STOPPED);
    }

    /** What a run showed that got the signal of Ctrl-C when its source waited. */
    private List<String> stopped(String wait) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("Endless.java"), SOURCE.replace("WAIT", wait));
        Path err = folder.resolve("err");
        List<String> words = new ArrayList<>(listening());
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "Endless.java"));
        ProcessBuilder command = new ProcessBuilder(words);
        command.environment().put("TRIBUTARY_TTY", "yes");
        Process run =
                command.directory(folder.toFile()).redirectError(err.toFile()).start();
        try (BufferedReader out = run.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).as(Files.readString(err)).isEqualTo("waits");
            while (!Files.readString(err).contains("extracting and normalizing")) {
                Thread.sleep(20);
            }
            new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();
            assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(out.lines()).isEmpty();
        } finally {
            run.destroyForcibly();
        }
        assertThat(run.exitValue()).isEqualTo(130);
        return Arrays.stream(Files.readString(err).split("\n"))
                .filter(line -> !line.startsWith("SLF4J"))
                .collect(Collectors.toList());
    }

    /**
     * What begins a process that listens to Ctrl-C: what a shell began in its background does not, nor does what that begins,
     * a build with all its tests.
     */
    private static List<String> listening() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return List.of();
        }
        long ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(IGNORED))
                .mapToLong(line ->
                        Long.parseUnsignedLong(line.substring(IGNORED.length()).strip(), 16))
                .findFirst()
                .orElseThrow();
        return (ignored & SIGINT) == 0 ? List.of() : List.of("env", "--default-signal=INT");
    }
}
