package dev.tributary.lake.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine comes from and what runs it.
 *
 * @param module the folder {@code local-lake-engine} of a source tree, beside its {@code mvnw}
 * @param javaHome the JDK to run it with; null to search the others
 * @param otherJavaHomes folders that may be JDKs, the first that is new enough is taken
 * @param progress told in one line what a user waits for
 */
public record EngineSettings(
        Path module, @Nullable Path javaHome, List<Path> otherJavaHomes, Consumer<String> progress) {
    /** The variable that names the engine's JDK. */
    public static final String JAVA_HOME_VARIABLE = "TRIBUTARY_ENGINE_JAVA_HOME";

    public EngineSettings {
        module = module.toAbsolutePath().normalize();
        otherJavaHomes = List.copyOf(otherJavaHomes);
    }

    /** As a process of that environment finds them: {@value #JAVA_HOME_VARIABLE}, JAVA_HOME, where JDKs usually are. */
    public static EngineSettings of(Path module, Map<String, String> environment, Consumer<String> progress) {
        List<Path> others = new ArrayList<>();
        String home = environment.getOrDefault("JAVA_HOME", "");
        if (!home.isEmpty()) {
            others.add(Path.of(home));
        }
        others.addAll(JavaHome.usual());
        String own = environment.getOrDefault(JAVA_HOME_VARIABLE, "");
        return new EngineSettings(module, own.isEmpty() ? null : Path.of(own), others, progress);
    }

    /** Whether a JDK that can run the engine is there. */
    public boolean findsJava() {
        return javaHome == null
                ? otherJavaHomes.stream().anyMatch(JavaHome::runsEngine)
                : JavaHome.runsEngine(javaHome);
    }
}
