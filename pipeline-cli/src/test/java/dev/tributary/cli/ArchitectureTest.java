package dev.tributary.cli;

import dev.tributary.cli.terminal.LogFile;
import dev.tributary.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void packagesHaveNoCycles() {
        LogFile.none();
        ArchitectureRules.checkModule("dev.tributary.cli");
    }
}
