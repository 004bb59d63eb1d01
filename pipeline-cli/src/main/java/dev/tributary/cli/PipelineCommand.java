package dev.tributary.cli;

import dev.tributary.cli.lake.LakeCommand;
import dev.tributary.cli.project.InitCommand;
import dev.tributary.cli.query.QueryCommand;
import dev.tributary.cli.rejects.RejectsCommand;
import dev.tributary.cli.run.RunCommand;
import dev.tributary.cli.state.DropCommand;
import dev.tributary.cli.state.InfoCommand;
import dev.tributary.cli.state.SchemaCommand;
import dev.tributary.cli.state.SyncCommand;
import dev.tributary.cli.state.TablesCommand;
import dev.tributary.cli.state.TraceCommand;
import java.util.List;
import picocli.CommandLine;
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
        footer = {"", "'pipeline <command> --help' describes a command. Settings: docs/reference/settings.md"})
final class PipelineCommand implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
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
            TraceCommand.class);

    @Spec
    private CommandSpec spec;

    /** Adds the command that the first argument names, or all: reading what describes them takes as long as a short command. */
    static void addTo(CommandLine line, String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        if (first.equals("--version") || first.equals("-V")) {
            return;
        }
        List<Class<?>> named =
                COMMANDS.stream().filter(c -> name(c).equals(first)).toList();
        (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing command (available: "
                        + String.join(", ", spec.subcommands().keySet()) + ")");
    }
}
