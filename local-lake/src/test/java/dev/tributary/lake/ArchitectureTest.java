package dev.tributary.lake;

import dev.tributary.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfEveryModule() {
        ArchitectureRules.checkModule("dev.tributary.lake");
    }
}
