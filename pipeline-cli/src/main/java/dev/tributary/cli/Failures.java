package dev.tributary.cli;

import dev.tributary.cli.terminal.Interruption;
import dev.tributary.cli.terminal.LogFile;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.config.ByteSize;
import dev.tributary.config.Suggestion;
import dev.tributary.error.TributaryException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells of failures: one sentence on the error stream, and the exit code. */
record Failures(Shell shell) {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /** Tells what stopped a command. */
    int report(Throwable failure, @Nullable ParseResult parsed) {
        if (Thread.currentThread().isInterrupted()) {
            return Interruption.EXIT_CODE;
        }
        LOG.error("The command failed", failure);
        if (failure instanceof TributaryException) {
            shell.err().println(failure.getMessage());
        } else {
            shell.err()
                    .println("Unexpected failure, a bug of Tributary: " + failure + " (details: " + LogFile.PATH + ")");
        }
        if (debugs(parsed)) {
            failure.printStackTrace(shell.err());
        }
        return Main.exitCode(failure);
    }

    /** Tells what is wrong with the arguments. */
    int reportUsage(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        if (failure.getCause() instanceof TributaryException cause) {
            shell.err().println(cause.getMessage());
        } else {
            shell.err().println(sentence(failure));
            shell.err()
                    .println("  '%s --help' says what there is."
                            .formatted(command.getCommandSpec().qualifiedName()));
        }
        return 2;
    }

    /** Tells that the heap was too small. */
    int reportMemory() {
        ByteSize heap = new ByteSize(Runtime.getRuntime().maxMemory());
        shell.err()
                .println("Cannot go on: the memory of %s is used up (lower normalize.memory, or give more with"
                                .formatted(heap)
                        + " TRIBUTARY_JAVA_OPTS=-Xmx1g)");
        return 1;
    }

    private static boolean debugs(@Nullable ParseResult parsed) {
        if (parsed == null) {
            return false;
        }
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.hasMatchedOption("--debug");
    }

    private static String sentence(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().get(0), failure.getCommandLine());
        }
        if (failure.getArgSpec() instanceof OptionSpec option
                && failure.getValue() != null
                && isNumber(option.type())) {
            return "Invalid %s: '%s' (a whole number)".formatted(option.longestName(), failure.getValue());
        }
        return failure.getMessage();
    }

    private static boolean isNumber(Class<?> type) {
        return type == int.class || type == Integer.class;
    }

    private static String unknown(String argument, CommandLine command) {
        boolean option = argument.startsWith("-");
        List<String> known = new ArrayList<>();
        if (option) {
            known.addAll(command.getCommandSpec().optionsMap().keySet());
        } else {
            known.addAll(command.getSubcommands().keySet());
        }
        if (known.isEmpty()) {
            return "Unknown argument '" + argument + "'";
        }
        String meant = Suggestion.closest(argument, known)
                .map(s -> "did you mean '" + s + "'?")
                .orElse("");
        String available = option ? "" : "available: " + String.join(", ", known);
        String hint = available.isEmpty() || meant.isEmpty() ? available + meant : available + "; " + meant;
        return "Unknown %s '%s'%s"
                .formatted(option ? "option" : "command", argument, hint.isEmpty() ? "" : " (" + hint + ")");
    }
}
