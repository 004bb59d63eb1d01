package dev.tributary.cli.terminal;

import dev.tributary.lake.engine.EngineSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param folder the project's folder, where {@code .dlt} is
 * @param home the user's folder
 * @param environment the environment's variables
 * @param out where results go
 * @param err where progress and failures go
 * @param terminal whether somebody watches {@code err} on a terminal, on which lines can be redrawn
 * @param reader whether somebody reads {@code out} on a terminal, rather than a file or a program
 */
public record Shell(
        Path folder,
        Path home,
        Map<String, String> environment,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        boolean reader) {

    /** Where the SQL engine of an embedded lake is: the launcher says by TRIBUTARY_HOME in which source tree. */
    public EngineSettings engine() {
        String home = environment.getOrDefault("TRIBUTARY_HOME", "");
        return EngineSettings.of(folder.resolve(home).resolve("local-lake-engine"), environment, err::println);
    }

    /** What this process was started in. The launcher says by TRIBUTARY_TTY and TRIBUTARY_OUT_TTY what is a terminal. */
    public static Shell ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Shell(
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("user.home")),
                environment,
                System.out,
                System.err,
                !environment.getOrDefault("TRIBUTARY_TTY", "").isEmpty(),
                !environment.getOrDefault("TRIBUTARY_OUT_TTY", "").isEmpty());
    }
}
