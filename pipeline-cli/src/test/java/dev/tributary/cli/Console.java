package dev.tributary.cli;

import dev.tributary.cli.terminal.Shell;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in a folder and keeps what they print. */
final class Console {
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Console(Path folder) {
        this.folder = folder;
    }

    /** Runs a command and returns its exit code. */
    int run(String... args) {
        return run(false, args);
    }

    /** The same, and somebody reads on a terminal what it prints. */
    int runForReader(String... args) {
        return run(true, args);
    }

    private int run(boolean reader, String... args) {
        out.reset();
        err.reset();
        Shell shell = new Shell(
                folder,
                folder.resolve("home"),
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                reader);
        return Main.run(shell, args);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
