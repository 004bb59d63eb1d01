package dev.tributary.cli.rejects;

import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.cli.lake.Lake;
import dev.tributary.cli.project.DatasetOptions;
import dev.tributary.cli.project.PipelineSettings;
import dev.tributary.cli.project.Pipelines;
import dev.tributary.cli.terminal.CommonOptions;
import dev.tributary.cli.terminal.Consent;
import dev.tributary.cli.terminal.Counted;
import dev.tributary.cli.terminal.Interruption;
import dev.tributary.cli.terminal.Json;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.config.Settings;
import dev.tributary.destination.DatasetName;
import dev.tributary.report.RunReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes a pipeline's rejects from the lake. */
@Command(name = "drop", description = "Delete the records that became no rows.")
final class RejectsDropCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private DatasetOptions which = new DatasetOptions();

    @Mixin
    private RejectOptions rejects = new RejectOptions();

    @Option(names = "--yes", description = "Don't ask.")
    private boolean yes;

    RejectsDropCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(shell);
        DatasetName name = which.name(shell);
        Interruption interruption = new Interruption(
                shell.err(), "Stopped: nothing is half deleted; run 'pipeline rejects drop' again to go on.");
        try (interruption;
                Lake lake = Lake.open(settings.forPipeline(name.pipeline()), shell)) {
            Pipeline pipeline = Pipelines.of(shell, name, lake, settings);
            long[] count = new long[1];
            pipeline.showRejects(rejects.filter(), r -> count[0]++);
            String question = "Delete %s of pipeline '%s' in dataset '%s'?"
                    .formatted(Counted.of(count[0], "reject"), name.pipeline(), name.dataset());
            if (count[0] > 0 && !new Consent(shell, yes).isGiven(question)) {
                return 1;
            }
            RunReport report = pipeline.dropRejects(
                    rejects.filter(),
                    RunOptions.defaults()
                            .tracing(PipelineSettings.tracing(
                                    settings.forPipeline(name.pipeline()), settings.hidden())));
            if (options.json()) {
                Json.print(
                        shell.out(),
                        Json.object()
                                .put("dropped", count[0])
                                .put(
                                        "load_id",
                                        report.loadId().map(Object::toString).orElse(null)));
            } else {
                shell.out()
                        .println("Deleted %s of pipeline '%s'."
                                .formatted(Counted.of(count[0], "reject"), name.pipeline()));
            }
        }
        return 0;
    }
}
