package dev.tributary.lake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.lake.LocalLake;
import dev.tributary.lake.LocalLakeSettings;
import dev.tributary.lake.sql.StatementFailed;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine's start and end. */
class EngineLifeIT {

    /** A process of its own with a lake and an engine, which it tells the process of. */
    static final class Parent {
        public static void main(String[] arguments) throws Exception {
            LocalLake lake = TestEngine.open();
            System.out.println(TestEngine.engine(lake).pid());
            Thread.sleep(600_000);
        }
    }

    @Test
    void livesBesideOthersAndDiesWithItsParent() throws Exception {
        LocalLake one = TestEngine.lake();
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (LocalLake two = TestEngine.open();
                BufferedReader out = parent.inputReader(StandardCharsets.UTF_8)) {
            ProcessHandle third =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            TestEngine.run(one, "CREATE TABLE life AS SELECT 1 a");
            TestEngine.run(two, "CREATE TABLE life AS SELECT 2 a");

            parent.destroyForcibly().waitFor();

            third.onExit().get(10, TimeUnit.SECONDS);
            assertThat(TestEngine.run(one, "SELECT a FROM life").rows).containsExactly(List.of("1"));
            assertThat(TestEngine.run(two, "SELECT a FROM life").rows).containsExactly(List.of("2"));
            long before = TestEngine.engine(two).pid();
            ProcessHandle second = ProcessHandle.of(before).orElseThrow();

            CompletableFuture<Throwable> running =
                    CompletableFuture.supplyAsync(() -> catchThrowable(() -> TestEngine.run(two, EngineIT.ENDLESS)));
            Thread.sleep(500);
            second.destroyForcibly();
            assertThat(running.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(StatementFailed.class)
                    .hasMessageStartingWith("Cannot finish the statement: the SQL engine does not answer: ");
            second.onExit().get(10, TimeUnit.SECONDS);
            assertThat(TestEngine.run(two, "SELECT a FROM life").rows).containsExactly(List.of("2"));
            assertThat(TestEngine.engine(two).pid()).isNotEqualTo(before);
            second = ProcessHandle.of(TestEngine.engine(two).pid()).orElseThrow();
            two.close();

            assertThat(second.isAlive()).isFalse();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void saysWhatIsMissing(@TempDir Path folder) {
        assertThatThrownBy(() -> run(folder, new EngineSettings(folder, null, List.of(folder), line -> {})))
                .hasMessage("Cannot start the SQL engine: no JDK of version 25 or newer found (install one, or set"
                        + " TRIBUTARY_ENGINE_JAVA_HOME to one)");
        assertThatThrownBy(() -> run(folder, new EngineSettings(folder, folder, List.of(), line -> {})))
                .hasMessage("Cannot start the SQL engine: TRIBUTARY_ENGINE_JAVA_HOME names '" + folder
                        + "', which is no JDK of version 25 or newer (name one, or unset it)");
        assertThatThrownBy(() -> run(folder, null))
                .hasMessage("Cannot start the SQL engine: the lake was opened without one");
    }

    @Test
    void startsNothingForWhatAthenaHasNot(@TempDir Path folder) {
        assertThatThrownBy(() -> run(folder, null, "CALL system.x()"))
                .hasMessage("Queries of this type are not supported");
    }

    private static void run(Path folder, EngineSettings settings) {
        run(folder, settings, "SELECT 1");
    }

    private static void run(Path folder, EngineSettings settings, String sql) {
        LocalLakeSettings at = LocalLakeSettings.at(folder);
        try (LocalLake lake = LocalLake.start(settings == null ? at : at.withEngine(settings))) {
            TestEngine.run(lake, sql);
        }
    }
}
