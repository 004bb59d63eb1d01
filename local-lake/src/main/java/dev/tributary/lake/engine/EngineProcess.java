package dev.tributary.lake.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A running engine. It lives as long as this process holds the child's standard input, at most until {@link #close}. */
final class EngineProcess implements AutoCloseable {
    /** Enough for a machine that hardly has time for it; a quiet one takes 5 s. An engine that dies is noticed at once. */
    private static final int READY_SECONDS = 600;

    private static final int STOP_SECONDS = 10;

    /** Then a log begins anew, the one before it is kept. */
    private static final long MAX_LOG_BYTES = 16_000_000;

    /** One core's worth of compiler and collector: short statements gain nothing from more, and three lakes may run. */
    private static final List<String> OPTIONS = List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Duser.timezone=UTC",
            "--add-modules",
            "jdk.incubator.vector",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final URI address;

    private EngineProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts an engine and waits until it answers.
     *
     * @param settings what it reads from its standard input
     * @throws EngineMissing if it does not become ready; its log tells why
     */
    static EngineProcess start(Path javaHome, String classPath, Path log, Map<String, String> settings)
            throws IOException, InterruptedException {
        keepSmall(log);
        List<String> command = new java.util.ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", classPath, "dev.tributary.engine.EngineServer"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            send(process, settings);
            return new EngineProcess(process, ready(process, log));
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static void keepSmall(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void send(Process process, Map<String, String> settings) throws IOException {
        StringBuilder lines = new StringBuilder();
        settings.forEach(
                (key, value) -> lines.append(key).append('=').append(value).append('\n'));
        // Left open: its end is what tells the engine to end.
        OutputStream in = process.getOutputStream();
        in.write(lines.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private static URI ready(Process process, Path log) throws IOException, InterruptedException {
        CompletableFuture<@Nullable String> said = new CompletableFuture<>();
        Thread reader = new Thread(() -> listen(process, said), "engine-output");
        reader.setDaemon(true);
        reader.start();
        try {
            String line = said.get(READY_SECONDS, TimeUnit.SECONDS);
            if (line != null && line.startsWith("ready ")) {
                return URI.create(line.substring("ready ".length()));
            }
            throw new EngineMissing("it ended while it started (its log tells why: %s)".formatted(log));
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new EngineMissing("it was not ready within %d s (its log: %s)".formatted(READY_SECONDS, log));
        }
    }

    /** Reads to the end, so that the engine never waits for a reader. */
    private static void listen(Process process, CompletableFuture<@Nullable String> first) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            first.complete(out.readLine());
            while (out.readLine() != null) {
                continue;
            }
        } catch (IOException e) {
            first.completeExceptionally(e);
        }
    }

    /** Where it takes statements. */
    URI address() {
        return address;
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends the engine, with whatever it is doing. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It is gone already, or does not listen.
            process.destroyForcibly();
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
