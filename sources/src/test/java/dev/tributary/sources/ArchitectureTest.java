package dev.tributary.sources;

import dev.tributary.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void sourcesSeeContractsOnly() {
        ArchitectureRules.checkExtension("dev.tributary.sources");
    }
}
