package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.extract.fixture.Sideways;
import dev.tributary.schema.fixture.Upward;
import dev.tributary.testkit.fixture.one.StringUtil;
import dev.tributary.testkit.fixture.two.Inward;
import dev.tributary.testkit.fixture.two.Other;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class ArchitectureRulesTest {
    private static final String FIXTURE = "dev.tributary.testkit.fixture";

    @Test
    void findACycleAndAForbiddenName() {
        broken(ArchitectureRules.everywhere(FIXTURE), StringUtil.class, Other.class)
                .hasMessageContaining("Cycle detected: Slice one")
                .hasMessageContaining("has simple name ending with 'Util'");
    }

    @Test
    void findAWordThatSeesAContract() {
        broken(ArchitectureRules.coreRules(), Upward.class)
                .hasMessageContaining("dependencies go down only")
                .hasMessageContaining("Upward");
    }

    @Test
    void findAStageThatSeesAnother() {
        broken(ArchitectureRules.coreRules(), Sideways.class)
                .hasMessageContaining("they meet in the façade")
                .hasMessageContaining("Sideways");
    }

    @Test
    void findAnExtensionThatSeesTheFacade() {
        broken(ArchitectureRules.extensionRules(FIXTURE), Inward.class)
                .hasMessageContaining("sources and destinations see contracts only")
                .hasMessageContaining("Inward");
    }

    @Test
    void refuseAPackageWithoutClasses() {
        assertThatThrownBy(() -> ArchitectureRules.checkModule("dev.tributary.none"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("no classes were found");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> broken(List<ArchRule> rules, Class<?>... classes) {
        return assertThatThrownBy(() -> ArchitectureRules.check(rules, new ClassFileImporter().importClasses(classes)))
                .isInstanceOf(AssertionError.class);
    }
}
