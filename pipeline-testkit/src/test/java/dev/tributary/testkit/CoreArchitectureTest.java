package dev.tributary.testkit;

import org.junit.jupiter.api.Test;

/** The rules for pipeline-core, which can't depend on this module itself. */
class CoreArchitectureTest {
    @Test
    void dependenciesOfTheCoreGoDownOnly() {
        ArchitectureRules.checkCore();
    }

    @Test
    void theTestkitKeepsTheRulesOfEveryModule() {
        ArchitectureRules.checkModule("dev.tributary.testkit");
    }
}
