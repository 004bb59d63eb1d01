package dev.tributary.cli.run;

import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.RunSettings;
import dev.tributary.cli.lake.Lake;
import dev.tributary.cli.project.PipelineSettings;
import dev.tributary.cli.project.Projects;
import dev.tributary.cli.source.ClassPath;
import dev.tributary.cli.source.SourceClasses;
import dev.tributary.cli.source.Target;
import dev.tributary.cli.terminal.CommonOptions;
import dev.tributary.cli.terminal.Interruption;
import dev.tributary.cli.terminal.Json;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.config.WrittenDuration;
import dev.tributary.drop.RefreshMode;
import dev.tributary.error.ConfigException;
import dev.tributary.error.TributaryException;
import dev.tributary.report.RunPlan;
import dev.tributary.report.RunReport;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.form.SchemaFiles;
import dev.tributary.source.definition.SourceDefinition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a pipeline: extracts a source's records and loads them. */
@Command(
        name = "run",
        description = "Load a source's records into the lake, all or nothing and exactly once.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or settings, 75 failed but worth retrying.",
            "",
            "  pipeline run examples/quickstart/Quickstart.java",
            "  pipeline run filesystem --set sources.filesystem.bucket_url=data"
        })
public final class RunCommand implements Callable<Integer> {
    /** Longer than any run. */
    private static final String FOREVER = "3650d";

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private final Shell shell;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private Selection selection = new Selection();

    @Parameters(
            paramLabel = "<source>",
            description =
                    "A ready source (filesystem, sql_database, trace), a .java file, a class (with --classpath), or a pipeline"
                            + " of config.toml.")
    private String source = "";

    @Option(names = "--pipeline", paramLabel = "<name>", description = "The pipeline's name; by default the source's.")
    private @Nullable String pipeline;

    @Option(names = "--dataset", paramLabel = "<name>", description = "Where to load; by default the pipeline's name.")
    private @Nullable String dataset;

    @Option(
            names = "--refresh",
            paramLabel = "<mode>",
            description = "Forget first: drop_sources (all tables and state of the source), drop_resources (tables and"
                    + " states of the selected resources) or drop_data (their rows and states).")
    private @Nullable String refresh;

    @Option(
            names = "--dev-mode",
            description = "Load into a new dataset, whose name ends in the time, from fresh state.")
    private boolean devMode;

    @Option(
            names = "--classpath",
            paramLabel = "<path>",
            description = "Folders and jars of the source's class, and of database drivers.")
    private @Nullable String classPath;

    @Option(
            names = "--write-disposition",
            paramLabel = "<word>",
            description = "append, replace or merge, for all resources.")
    private @Nullable String disposition;

    @Option(names = "--table-format", paramLabel = "<word>", description = "hive or iceberg, for all resources.")
    private @Nullable String format;

    @Option(
            names = "--max-rejects",
            paramLabel = "<n>",
            description = "Fail, with nothing loaded, when more records than this are rejected.")
    private @Nullable String maxRejects;

    @Option(
            names = "--schema-contract",
            paramLabel = "<mode>",
            description = "evolve, freeze, discard_row or discard_value, for all tables; or some of tables, columns and"
                    + " data_type, as columns=freeze,data_type=discard_row.")
    private @Nullable String contract;

    @Option(
            names = "--dry-run",
            description = "Extract and normalize, show what a run would change, and touch nothing.")
    private boolean dryRun;

    @Option(names = "--load-trace", description = "Load the run's trace, too, into table _trace.")
    private boolean loadTrace;

    @Option(names = "--workers", paramLabel = "<n>", description = "Threads that turn records into rows.")
    private @Nullable String workers;

    @Option(
            names = "--wait",
            paramLabel = "<time>",
            arity = "0..1",
            fallbackValue = FOREVER,
            description = "Wait while another run of this pipeline goes on, at most that long (as 30s, 5m).")
    private @Nullable String wait;

    RunCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        RunProgress progress = new RunProgress();
        Interruption interruption = new Interruption(shell.err(), progress::stop, progress::stopped);
        try (interruption) {
            return call(progress);
        }
    }

    private int call(RunProgress progress) {
        Settings settings = options.settings(shell);
        settings = with(settings, "normalize.workers", workers, "--workers");
        settings = with(settings, "normalize.max_rejects", maxRejects, "--max-rejects");
        settings = with(settings, "schema.contract", contract, "--schema-contract");
        settings = with(settings, "trace.load", loadTrace ? "true" : null, "--load-trace");
        Target target = given(settings).completed(settings);
        Duration patience = patience();
        try (SourceClasses classes =
                new SourceClasses(shell.folder(), target.classPath(), settings.names("pipelines"))) {
            Set<String> secrets = new HashSet<>(settings.hidden());
            SourceDefinition definition = selection.of(target.read(classes, settings, secrets));
            String name = target.pipeline() == null ? definition.name() : target.pipeline();
            RunOptions how = new RunOptions(progress, patience)
                    .tracing(PipelineSettings.tracing(settings.forPipeline(name), secrets));
            return run(definition, target, name, settings.forPipeline(name), progress, how);
        }
    }

    private static Settings with(Settings settings, String key, @Nullable String value, String option) {
        return value == null ? settings : settings.with(key, value, option);
    }

    private Target given(Settings settings) {
        return new Target(
                source,
                pipeline,
                dataset,
                ClassPath.option(classPath),
                disposition == null ? null : Target.disposition(choice("--write-disposition", disposition, settings)),
                format == null
                        ? null
                        : choice("--table-format", format, settings).asOneOf(TableFormat.class));
    }

    private static Setting choice(String option, String word, Settings settings) {
        return settings.with(option, word, "the command line").get(option);
    }

    private Duration patience() {
        return wait == null
                ? Duration.ZERO
                : WrittenDuration.parse(wait)
                        .orElseThrow(() -> new ConfigException(
                                "Invalid --wait: '%s' (a duration such as 30s, 5m or 1h)".formatted(wait)));
    }

    private static @Nullable Path path(Settings settings, String key) {
        return settings.find(key).map(Setting::asPath).orElse(null);
    }

    private int run(
            SourceDefinition definition,
            Target target,
            String name,
            Settings settings,
            RunProgress progress,
            RunOptions asked) {
        String named = target.dataset() == null ? name : target.dataset();
        boolean isDevelopment = devMode || settings.get("dev_mode").asBoolean();
        String into = isDevelopment ? Pipeline.developmentDataset(named, Clock.systemDefaultZone()) : named;
        RefreshMode mode =
                refresh == null ? null : choice("--refresh", refresh, settings).asOneOf(RefreshMode.class);
        Path working = Projects.workingFolder(shell.folder(), name);
        RunOptions told = asked.refresh(mode);
        RunSettings how = PipelineSettings.run(settings);
        LOG.info("Pipeline '{}' runs {} into dataset '{}'", name, target.source(), into);
        LOG.debug("Settings of the run: {}", how);
        ProgressDisplay display = new ProgressDisplay(progress, shell);
        try (Lake lake = Lake.open(settings, shell);
                display) {
            Pipeline pipeline = Pipeline.of(name, into, lake.destination(), working, how)
                    .schemaFiles(new SchemaFiles(
                            path(settings, "schema.import_path"), path(settings, "schema.export_path")));
            if (dryRun) {
                return report(pipeline.plan(definition, told), display);
            }
            RunReport report = pipeline.run(definition, told);
            if (settings.get("trace.load").asBoolean()) {
                loadTrace(pipeline, definition, told);
            }
            report(report, display);
            return 0;
        }
    }

    /** The records are loaded whatever becomes of the trace: a failure is told, and the run has not failed. */
    private void loadTrace(Pipeline loaded, SourceDefinition definition, RunOptions how) {
        try {
            loaded.loadTrace(definition, how);
        } catch (TributaryException e) {
            LOG.warn("The trace was not loaded", e);
            shell.err().println("The run's records are loaded, its trace is not:");
            shell.err().println(e.getMessage());
        }
    }

    private int report(RunPlan plan, ProgressDisplay display) {
        display.close();
        if (options.json()) {
            Json.print(shell.out(), PlanReport.json(plan));
        } else {
            PlanReport.lines(plan).forEach(shell.out()::println);
        }
        return plan.failure().isPresent() ? 1 : 0;
    }

    private void report(RunReport report, ProgressDisplay display) {
        display.close();
        LOG.info("{}", ReportJson.of(report));
        if (options.json()) {
            Json.print(shell.out(), ReportJson.of(report));
        } else {
            new ReportText(report).lines().forEach(shell.out()::println);
        }
    }
}
