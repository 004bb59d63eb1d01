package dev.tributary.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself, which only has others below it. */
@Command(
        name = "pipeline",
        description = "Loads anything into an S3 data lake that Athena can query.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            InitCommand.class,
            RunCommand.class,
            InfoCommand.class,
            TablesCommand.class,
            SchemaCommand.class,
            QueryCommand.class,
            SyncCommand.class,
            DropCommand.class,
            LakeCommand.class,
            RejectsCommand.class,
            TraceCommand.class
        },
        footer = {"", "'pipeline <command> --help' describes a command. Settings: docs/reference/settings.md"})
final class PipelineCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing command (available: "
                        + String.join(", ", spec.subcommands().keySet()) + ")");
    }
}
