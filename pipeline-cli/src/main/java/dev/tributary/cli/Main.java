package dev.tributary.cli;

import dev.tributary.cli.terminal.LogFile;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.error.ConfigException;
import dev.tributary.error.LoadException;
import picocli.CommandLine;

/** Starts a command and makes its outcome an exit code. */
public final class Main {
    private Main() {}

    /** Runs the command that the arguments name, in the process's folder. */
    public static void main(String[] args) {
        Ahead.begin(args);
        Shell shell = Shell.ofProcess();
        int code = run(shell, args);
        if (code == 0) {
            ProcessHandle.current().info().totalCpuDuration().ifPresent(JvmProfile.of(shell.environment())::learn);
        }
        System.exit(code);
    }

    /** Runs a command in a shell and returns the exit code: 0 done, 1 failed, 2 wrong usage or settings, 75 try again. */
    static int run(Shell shell, String... args) {
        LogFile.none();
        Failures failures = new Failures(shell);
        CommandLine line = new CommandLine(new PipelineCommand(), new Commands(shell));
        PipelineCommand.addTo(line, args);
        line.setExecutionExceptionHandler((e, command, parsed) -> failures.report(e, parsed))
                .setParameterExceptionHandler((e, arguments) -> failures.reportUsage(e))
                .setExitCodeExceptionMapper(Main::exitCode)
                .setOut(new java.io.PrintWriter(shell.out(), true))
                .setErr(new java.io.PrintWriter(shell.err(), true))
                .setUsageHelpWidth(80)
                .setCaseInsensitiveEnumValuesAllowed(true);
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            return failures.reportMemory();
        } catch (Error e) {
            return failures.report(e, line.getParseResult());
        }
    }

    static int exitCode(Throwable failure) {
        if (failure instanceof LoadException load && load.retryable()) {
            return 75;
        }
        return failure instanceof ConfigException ? 2 : 1;
    }
}
