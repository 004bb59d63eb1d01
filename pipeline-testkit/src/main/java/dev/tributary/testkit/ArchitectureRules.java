package dev.tributary.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * Who may see whom, and how classes may not be named. Each module calls the check that fits it from a test of its own; a
 * check fails with an {@link AssertionError} that names every class that breaks a rule. Test classes are left out.
 */
public final class ArchitectureRules {
    private static final String ROOT = "dev.tributary";

    /** The packages of the core from the bottom up. A package sees those below it, never one above. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("schema", "state", "config", "progress", "error", "naming", "coerce"),
            List.of("parquet", "loadpackage"),
            List.of("source", "destination"),
            List.of("extract", "normalize", "load"),
            List.of("rejects", "report", "drop"));

    private static final int CONTRACTS = 2;
    private static final int STAGES = 3;

    private static final List<String> FORBIDDEN_SUFFIXES =
            List.of("Util", "Utils", "Helper", "Helpers", "Manager", "Impl");

    private ArchitectureRules() {}

    /** Checks the core: the direction between its levels, that stages and contracts are apart, and what holds everywhere. */
    public static void checkCore() {
        check(
                coreRules(),
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .withImportOption(location -> !location.contains("/dev/tributary/testkit/"))
                        .importPackages(ROOT));
    }

    /** Checks a module of sources or destinations: it sees contracts, never the façade or a stage. */
    public static void checkExtension(String packageRoot) {
        check(extensionRules(packageRoot), mainClasses(packageRoot));
    }

    /** Checks what holds in every module: no cycles between packages, null-marked packages, names. */
    public static void checkModule(String packageRoot) {
        check(everywhere(packageRoot), mainClasses(packageRoot));
    }

    private static JavaClasses mainClasses(String packageRoot) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packageRoot);
    }

    static List<ArchRule> coreRules() {
        List<ArchRule> rules = everywhere(ROOT);
        for (int level = 0; level < LEVELS.size(); level++) {
            rules.add(nothingAbove(level));
        }
        rules.addAll(apart(LEVELS.get(STAGES)));
        rules.addAll(apart(LEVELS.get(CONTRACTS)));
        return rules;
    }

    static List<ArchRule> extensionRules(String packageRoot) {
        List<ArchRule> rules = everywhere(packageRoot);
        rules.add(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(withFacade(above(CONTRACTS)))
                .because("sources and destinations see contracts only"));
        return rules;
    }

    static void check(List<ArchRule> rules, JavaClasses classes) {
        if (classes.isEmpty()) {
            throw new AssertionError("no classes were found");
        }
        CompositeArchRule all = CompositeArchRule.of(rules.get(0));
        for (ArchRule rule : rules.subList(1, rules.size())) {
            all = all.and(rule);
        }
        all.allowEmptyShould(true).check(classes);
    }

    static List<ArchRule> everywhere(String packageRoot) {
        List<ArchRule> rules = new ArrayList<>();
        rules.add(slices().matching(packageRoot + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true));
        for (String suffix : FORBIDDEN_SUFFIXES) {
            rules.add(noClasses().should().haveSimpleNameEndingWith(suffix).because("a name says what a thing is"));
        }
        rules.add(classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(NullMarked.class)
                .allowEmptyShould(true));
        return rules;
    }

    private static ArchRule nothingAbove(int level) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages(LEVELS.get(level)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(withFacade(above(level)))
                .because("dependencies go down only")
                .allowEmptyShould(true);
    }

    private static List<String> above(int level) {
        return LEVELS.subList(level + 1, LEVELS.size()).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<ArchRule> apart(List<String> names) {
        List<ArchRule> rules = new ArrayList<>();
        for (String name : names) {
            List<String> others = names.stream().filter(n -> !n.equals(name)).toList();
            rules.add(noClasses()
                    .that()
                    .resideInAnyPackage(packages(List.of(name)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(others))
                    .because("they meet in the façade")
                    .allowEmptyShould(true));
        }
        return rules;
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(n -> ROOT + "." + n + "..").toArray(String[]::new);
    }

    private static String[] withFacade(List<String> names) {
        String[] packages = Arrays.copyOf(packages(names), names.size() + 1);
        packages[names.size()] = ROOT;
        return packages;
    }
}
