package dev.tributary.cli.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.cli.lake.Lake;
import dev.tributary.cli.project.Projects;
import dev.tributary.cli.project.Projects.LocalPipeline;
import dev.tributary.cli.terminal.CommonOptions;
import dev.tributary.cli.terminal.Counted;
import dev.tributary.cli.terminal.Json;
import dev.tributary.cli.terminal.LogFile;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.config.ByteSize;
import dev.tributary.config.Settings;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackagedTable;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells which pipelines there are in the project, what they loaded last, and what waits. */
@Command(name = "info", description = "Show the project's pipelines, their last loads and what is pending.")
public final class InfoCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private CommonOptions options = new CommonOptions();

    InfoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(shell);
        List<LocalPipeline> pipelines = new Projects(shell.folder()).all();
        if (options.json()) {
            Json.print(shell.out(), json(settings, pipelines));
        } else {
            print(settings, pipelines);
        }
        return 0;
    }

    private ObjectNode json(Settings settings, List<LocalPipeline> pipelines) {
        ObjectNode json = Json.object().put("lake", Lake.describe(settings)).put("log", LogFile.PATH);
        ArrayNode list = json.putArray("pipelines");
        for (LocalPipeline pipeline : pipelines) {
            ObjectNode entry = list.addObject().put("name", pipeline.name());
            pipeline.known()
                    .ifPresent(known -> entry.put("dataset", known.dataset())
                            .put("last_load_id", known.loadId().value())
                            .put("last_load_at", known.loadId().createdAt().toString())
                            .put("tables", known.schema().tables().size()));
            entry.put("folder", folder(pipeline));
            ArrayNode pending = entry.putArray("pending");
            pipeline.pending()
                    .forEach(p -> pending.addObject()
                            .put("load_id", p.loadId().value())
                            .put("rows", rows(p)));
        }
        return json;
    }

    private void print(Settings settings, List<LocalPipeline> pipelines) {
        shell.out().println("lake  " + Lake.describe(settings));
        shell.out().println("log   " + LogFile.PATH);
        if (pipelines.isEmpty()) {
            shell.out().println("No pipeline has run here.");
        }
        for (LocalPipeline pipeline : pipelines) {
            shell.out().println();
            shell.out().println("pipeline '%s' in %s".formatted(pipeline.name(), folder(pipeline)));
            pipeline.known()
                    .ifPresentOrElse(
                            known -> {
                                shell.out().println("  dataset    " + known.dataset());
                                shell.out()
                                        .println("  last load  %s (%s)"
                                                .formatted(
                                                        known.loadId(),
                                                        known.loadId()
                                                                .createdAt()
                                                                .truncatedTo(ChronoUnit.SECONDS)));
                                shell.out()
                                        .println("  schema     %s, version %d, %s"
                                                .formatted(
                                                        known.schema().name(),
                                                        known.schema().version(),
                                                        Counted.of(
                                                                known.schema()
                                                                        .tables()
                                                                        .size(),
                                                                "table")));
                            },
                            () -> shell.out().println("  nothing loaded from here yet"));
            pipeline.pending()
                    .forEach(p -> shell.out()
                            .println("  pending    %s: %s, %s; the next run loads it first"
                                    .formatted(p.loadId(), Counted.of(rows(p), "row"), bytes(p))));
        }
    }

    private String folder(LocalPipeline pipeline) {
        return shell.folder().relativize(pipeline.folder()).toString();
    }

    private static long rows(LoadPackage loadPackage) {
        return loadPackage.contents().tables().stream()
                .mapToLong(PackagedTable::rows)
                .sum();
    }

    private static ByteSize bytes(LoadPackage loadPackage) {
        return new ByteSize(loadPackage.contents().tables().stream()
                .mapToLong(PackagedTable::bytes)
                .sum());
    }
}
