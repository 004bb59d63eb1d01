package dev.tributary.cli.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.cli.terminal.CommonOptions;
import dev.tributary.cli.terminal.Json;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.error.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the two settings files, every key commented, and tells Git what to leave alone. */
@Command(name = "init", description = "Write .dlt/config.toml and .dlt/secrets.toml, every key commented.")
public final class InitCommand implements Callable<Integer> {
    private static final List<String> FILES = List.of("config.toml", "secrets.toml");
    private static final List<String> IGNORED =
            List.of(".dlt/secrets.toml", ".dlt/pipelines/", ".dlt/logs/", ".dlt/classes/", ".lake/");

    private final Shell shell;

    @Mixin
    private CommonOptions options = new CommonOptions();

    InitCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Path folder = shell.folder().resolve(".dlt");
        for (String file : FILES) {
            if (Files.exists(folder.resolve(file))) {
                throw new ConfigException(
                        "Cannot write '.dlt/%s': it exists already (edit it, or move it away)".formatted(file));
            }
        }
        try {
            List<String> written = write(folder);
            report(written);
            return 0;
        } catch (IOException e) {
            throw new ConfigException("Cannot write '.dlt': " + e + " (choose a folder that can be written)", e);
        }
    }

    private List<String> write(Path folder) throws IOException {
        List<String> written = new ArrayList<>();
        Files.createDirectories(folder);
        for (String file : FILES) {
            try (InputStream sample = InitCommand.class.getResourceAsStream("/dlt-sample/" + file)) {
                Files.copy(Objects.requireNonNull(sample), folder.resolve(file));
            }
            written.add(".dlt/" + file);
        }
        if (ignore()) {
            written.add(".gitignore");
        }
        return written;
    }

    private boolean ignore() throws IOException {
        Path file = shell.folder().resolve(".gitignore");
        String text = Files.exists(file) ? Files.readString(file) : "";
        List<String> lines = text.lines().map(String::strip).toList();
        List<String> missing = new ArrayList<>(IGNORED);
        missing.removeIf(entry -> lines.contains(entry) || lines.contains(".dlt/") && entry.startsWith(".dlt/"));
        if (missing.isEmpty()) {
            return false;
        }
        String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        Files.writeString(
                file,
                separator + String.join("\n", missing) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return true;
    }

    private void report(List<String> written) {
        if (options.json()) {
            ObjectNode json = Json.object();
            written.forEach(json.putArray("written")::add);
            Json.print(shell.out(), json);
            return;
        }
        shell.out().println("Wrote " + String.join(", ", written) + ".");
        shell.out().println("  Without a change there, pipelines load into an embedded lake in .lake/.");
        shell.out().println("  For AWS, set destination.filesystem.bucket_url (docs/how-to/aws-account.md).");
    }
}
