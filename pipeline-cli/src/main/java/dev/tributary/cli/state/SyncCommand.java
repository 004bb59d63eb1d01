package dev.tributary.cli.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.RunOptions;
import dev.tributary.WorkingFolder;
import dev.tributary.cli.lake.Lake;
import dev.tributary.cli.project.ChosenDataset;
import dev.tributary.cli.project.DatasetOptions;
import dev.tributary.cli.project.Pipelines;
import dev.tributary.cli.terminal.CommonOptions;
import dev.tributary.cli.terminal.Consent;
import dev.tributary.cli.terminal.Counted;
import dev.tributary.cli.terminal.Json;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.config.Settings;
import dev.tributary.destination.DatasetName;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a working folder anew from what the lake knows. */
@Command(name = "sync", description = "Restore a pipeline's working folder from the lake; what is not loaded goes.")
public final class SyncCommand implements Callable<Integer> {
    private static final int NOT_AGREED = 1;

    private final Shell shell;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private DatasetOptions which = new DatasetOptions();

    @Option(
            names = "--schema",
            paramLabel = "<name>",
            description = "The schema to restore; by default the one that ran last.")
    private @Nullable String schema;

    @Option(names = "--yes", description = "Don't ask before packages that are not loaded are deleted.")
    private boolean yes;

    SyncCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(shell);
        ChosenDataset chosen = which.choose(shell);
        DatasetName dataset = chosen.name();
        int pending = chosen.local().map(l -> l.pending().size()).orElse(0);
        if (pending > 0
                && !new Consent(shell, yes)
                        .isGiven("Delete %d packages of pipeline %s that are not loaded?"
                                .formatted(pending, dataset.pipeline()))) {
            shell.out().println("Nothing synced.");
            return NOT_AGREED;
        }
        try (Lake lake = Lake.open(settings.forPipeline(dataset.pipeline()), shell)) {
            print(
                    dataset,
                    Pipelines.of(shell, dataset, lake, settings)
                            .sync(chosen.schema(schema, lake), RunOptions.defaults()));
        }
        return 0;
    }

    private void print(DatasetName dataset, Optional<WorkingFolder.Known> known) {
        if (options.json()) {
            ObjectNode json = Json.object().put("pipeline", dataset.pipeline()).put("dataset", dataset.dataset());
            json.put("load_id", known.map(k -> k.loadId().value()).orElse(null));
            json.put("tables", known.map(k -> k.schema().tables().size()).orElse(0));
            Json.print(shell.out(), json);
            return;
        }
        shell.out()
                .println(known.map(k -> "pipeline %s is at load %s of dataset %s, %s"
                                .formatted(
                                        dataset.pipeline(),
                                        k.loadId(),
                                        dataset.dataset(),
                                        Counted.of(k.schema().tables().size(), "table")))
                        .orElse("pipeline %s has loaded nothing into dataset %s"
                                .formatted(dataset.pipeline(), dataset.dataset())));
    }
}
