package dev.tributary.cli.terminal;

import dev.tributary.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What every command takes. */
public final class CommonOptions {
    @Option(names = "--json", description = "Print one JSON value and nothing else.")
    private boolean json;

    @Option(
            names = "--set",
            paramLabel = "<key>=<value>",
            description = "A setting, such as normalize.workers=2; may be repeated.")
    private Map<String, String> sets = new LinkedHashMap<>();

    @Option(names = "--debug", description = "Show the stack trace of a failure.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Whether to print JSON and nothing else. */
    public boolean json() {
        return json;
    }

    /** Reads the settings and begins the log. */
    public Settings settings(Shell shell) {
        Settings settings = Settings.read(sets, shell.environment(), shell.folder(), shell.home());
        String level = settings.get("runtime.log_level").asOneOf("error", "warn", "info", "debug");
        LogFile.start(shell, level);
        return settings;
    }
}
