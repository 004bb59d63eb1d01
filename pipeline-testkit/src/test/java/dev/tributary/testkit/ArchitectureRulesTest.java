package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.testkit.fixture.one.StringUtil;
import dev.tributary.testkit.fixture.two.Other;
import org.junit.jupiter.api.Test;

class ArchitectureRulesTest {
    @Test
    void findACycleAndAForbiddenName() {
        assertThatThrownBy(() -> ArchitectureRules.checkClasses(
                        "dev.tributary.testkit.fixture", StringUtil.class, Other.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle detected: Slice one")
                .hasMessageContaining("has simple name ending with 'Util'");
    }

    @Test
    void refuseAPackageWithoutClasses() {
        assertThatThrownBy(() -> ArchitectureRules.checkModule("dev.tributary.none"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("no classes were found");
    }
}
