package dev.tributary.cli.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.WorkingFolder;
import dev.tributary.cli.project.Projects;
import dev.tributary.cli.project.Projects.LocalPipeline;
import dev.tributary.cli.terminal.CommonOptions;
import dev.tributary.cli.terminal.Json;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.error.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a run of a pipeline did, from the trace that it left in the working folder. */
@Command(name = "trace", description = "Show what the last run did: steps, tables, settings, failure.")
public final class TraceCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "<pipeline>",
            description = "The pipeline; not needed where there is only one.")
    private @Nullable String pipeline;

    @Option(names = "--back", paramLabel = "<n>", defaultValue = "0", description = "The n-th run before the last one.")
    private int back;

    @Option(names = "--settings", description = "Show the settings that the run found, too.")
    private boolean settings;

    TraceCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        options.settings(shell);
        LocalPipeline local = new Projects(shell.folder())
                .find(pipeline)
                .orElseThrow(() -> new ConfigException(
                        pipeline == null
                                ? "Missing pipeline: none has run in this folder"
                                : "Unknown pipeline '%s' (none of that name has run in this folder)"
                                        .formatted(pipeline)));
        List<Path> traces = new WorkingFolder(local.folder()).traces();
        if (back < 0 || back >= traces.size()) {
            throw new ConfigException(
                    "Cannot show the trace of pipeline '%s': it has %d (trace.keep says how many stay)"
                            .formatted(local.name(), traces.size()));
        }
        JsonNode trace =
                new ObjectMapper().readTree(traces.get(traces.size() - 1 - back).toFile());
        if (options.json()) {
            Json.print(shell.out(), trace);
        } else {
            new TraceText(trace, settings).lines().forEach(shell.out()::println);
        }
        return 0;
    }
}
