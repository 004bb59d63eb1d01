package dev.tributary.cli;

import dev.tributary.cli.terminal.Shell;
import picocli.CommandLine.IVersionProvider;

/** Tells the version that the build wrote into the jar, and what runs it. */
final class Version implements IVersionProvider {
    private final Shell shell;

    Version(Shell shell) {
        this.shell = shell;
    }

    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "Tributary " + (version == null ? "(not from a jar)" : version),
            "JDK " + Runtime.version() + " in " + System.getProperty("java.home"),
            JvmProfile.of(shell.environment()).describe()
        };
    }
}
