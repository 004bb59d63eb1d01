package dev.tributary.cli.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.RunOptions;
import dev.tributary.cli.lake.Lake;
import dev.tributary.cli.project.ChosenDataset;
import dev.tributary.cli.project.DatasetOptions;
import dev.tributary.cli.project.Pipelines;
import dev.tributary.cli.terminal.CommonOptions;
import dev.tributary.cli.terminal.Consent;
import dev.tributary.cli.terminal.Json;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.config.Settings;
import dev.tributary.destination.DatasetName;
import dev.tributary.drop.Drop;
import dev.tributary.drop.DropReport;
import dev.tributary.error.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes tables of resources out of the lake, with their states, in one load. */
@Command(name = "drop", description = "Drop tables and states of resources, all or nothing.")
public final class DropCommand implements Callable<Integer> {
    private static final int NOT_AGREED = 1;

    private final Shell shell;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private DatasetOptions which = new DatasetOptions();

    @Option(
            names = "--resource",
            paramLabel = "<names>",
            split = ",",
            description = "Resources, separated by commas; re:<expression> for several. May be repeated.")
    private List<String> resources = new ArrayList<>();

    @Option(names = "--all", description = "All resources of the schema.")
    private boolean all;

    @Option(
            names = "--state-path",
            paramLabel = "<path>",
            description = "A path in the source's state, as a.b, or * for all but resources. May be repeated.")
    private List<String> statePaths = new ArrayList<>();

    @Option(names = "--state-only", description = "Keep the tables.")
    private boolean stateOnly;

    @Option(names = "--schema", paramLabel = "<name>", description = "The schema; by default the one that ran last.")
    private @Nullable String schema;

    @Option(names = "--yes", description = "Don't ask.")
    private boolean yes;

    DropCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (!all && resources.isEmpty() && statePaths.isEmpty()) {
            throw new ConfigException("Missing what to drop (--resource <names>, --all, or --state-path <path>)");
        }
        Settings settings = options.settings(shell);
        ChosenDataset chosen = which.choose(shell);
        DatasetName dataset = chosen.name();
        boolean[] agreed = {false};
        try (Lake lake = Lake.open(settings.forPipeline(dataset.pipeline()), shell)) {
            Drop drop = new Drop(chosen.schema(schema, lake), resources, statePaths, all, stateOnly);
            DropReport report = Pipelines.of(shell, dataset, lake, settings)
                    .drop(drop, RunOptions.defaults(), r -> agreed[0] = agrees(r));
            print(report, agreed[0]);
            return report.isEmpty() || agreed[0] ? 0 : NOT_AGREED;
        }
    }

    private boolean agrees(DropReport report) {
        if (!options.json() && !yes) {
            lines(report).forEach(shell.err()::println);
        }
        return new Consent(shell, yes).isGiven("Drop this from dataset " + report.dataset() + "?");
    }

    private void print(DropReport report, boolean dropped) {
        if (options.json()) {
            ObjectNode json = Json.object()
                    .put("pipeline", report.pipeline())
                    .put("dataset", report.dataset())
                    .put("dropped", dropped);
            report.tables().forEach(json.putArray("tables")::add);
            report.resourceStates().forEach(json.putArray("resource_states")::add);
            report.statePaths().forEach(json.putArray("state_paths")::add);
            report.unknown().forEach(json.putArray("unknown")::add);
            Json.print(shell.out(), json);
            return;
        }
        report.unknown().forEach(u -> shell.err().println("Unknown resource '" + u + "'"));
        if (report.isEmpty()) {
            shell.out().println("Nothing to drop.");
        } else if (dropped) {
            lines(report).forEach(l -> shell.out().println("dropped " + l));
        } else {
            shell.out().println("Nothing dropped.");
        }
    }

    private static List<String> lines(DropReport report) {
        List<String> lines = new ArrayList<>();
        report.tables().forEach(t -> lines.add("table " + t));
        report.resourceStates().forEach(r -> lines.add("state of resource " + r));
        report.statePaths().forEach(p -> lines.add("state at " + p));
        return lines;
    }
}
