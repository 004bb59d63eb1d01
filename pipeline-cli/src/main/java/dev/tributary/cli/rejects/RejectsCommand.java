package dev.tributary.cli.rejects;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about records that became no rows. */
@Command(
        name = "rejects",
        description = "Show, load again or delete the records that became no rows.",
        subcommands = {RejectsShowCommand.class, RejectsReplayCommand.class, RejectsDropCommand.class})
public final class RejectsCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

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
