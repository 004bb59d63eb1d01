package dev.tributary.cli.rejects;

import dev.tributary.RunOptions;
import dev.tributary.cli.lake.Lake;
import dev.tributary.cli.project.PipelineSettings;
import dev.tributary.cli.project.Pipelines;
import dev.tributary.cli.run.ProgressDisplay;
import dev.tributary.cli.run.ReportJson;
import dev.tributary.cli.run.ReportText;
import dev.tributary.cli.run.RunProgress;
import dev.tributary.cli.source.ClassPath;
import dev.tributary.cli.source.SourceClasses;
import dev.tributary.cli.source.Target;
import dev.tributary.cli.terminal.CommonOptions;
import dev.tributary.cli.terminal.Interruption;
import dev.tributary.cli.terminal.Json;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.config.Settings;
import dev.tributary.destination.DatasetName;
import dev.tributary.report.RunReport;
import dev.tributary.report.Tracing;
import dev.tributary.source.definition.SourceDefinition;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a pipeline's rejects to its source once more. */
@Command(
        name = "replay",
        description =
                "Load rejected records again, as the source's resources are now; those that still don't fit stay.")
final class RejectsReplayCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "<source>", description = "What 'pipeline run' was given.")
    private String source = "";

    @Option(names = "--pipeline", paramLabel = "<name>", description = "The pipeline's name; by default the source's.")
    private @Nullable String pipeline;

    @Option(names = "--dataset", paramLabel = "<name>", description = "The dataset; by default the pipeline's name.")
    private @Nullable String dataset;

    @Option(names = "--classpath", paramLabel = "<path>", description = "Folders and jars of the source's class.")
    private @Nullable String classPath;

    @Mixin
    private RejectOptions rejects = new RejectOptions();

    RejectsReplayCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(shell);
        Target target =
                new Target(source, pipeline, dataset, ClassPath.option(classPath), null, null).completed(settings);
        try (SourceClasses classes =
                new SourceClasses(shell.folder(), target.classPath(), settings.names("pipelines"))) {
            Set<String> secrets = new HashSet<>(settings.hidden());
            SourceDefinition definition = target.read(classes, settings, secrets);
            String name = target.pipeline() == null ? definition.name() : target.pipeline();
            DatasetName where = new DatasetName(name, target.dataset() == null ? name : target.dataset());
            report(replay(where, definition, settings, PipelineSettings.tracing(settings.forPipeline(name), secrets)));
        }
        return 0;
    }

    private RunReport replay(DatasetName where, SourceDefinition definition, Settings settings, Tracing tracing) {
        RunProgress progress = new RunProgress();
        Interruption interruption = new Interruption(shell.err(), progress::stop, progress::stopped);
        ProgressDisplay display = new ProgressDisplay(progress, shell);
        try (interruption;
                Lake lake = Lake.open(settings.forPipeline(where.pipeline()), shell);
                display) {
            return Pipelines.of(shell, where, lake, settings)
                    .replayRejects(
                            definition,
                            rejects.filter(),
                            RunOptions.defaults().progress(progress).tracing(tracing));
        }
    }

    private void report(RunReport report) {
        if (options.json()) {
            Json.print(shell.out(), ReportJson.of(report));
        } else {
            new ReportText(report).lines().forEach(shell.out()::println);
        }
    }
}
