package dev.tributary.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the version that the build wrote into the jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "Tributary " + (version == null ? "(not from a jar)" : version),
            "JDK " + Runtime.version() + " in " + System.getProperty("java.home")
        };
    }
}
