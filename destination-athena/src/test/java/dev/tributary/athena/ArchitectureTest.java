package dev.tributary.athena;

import dev.tributary.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void theDestinationSeesContractsOnly() {
        ArchitectureRules.checkExtension("dev.tributary.athena");
    }
}
