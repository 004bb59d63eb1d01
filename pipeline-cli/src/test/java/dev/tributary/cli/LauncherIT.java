package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script in a source tree of its own, which looks as if it were built. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
    private static final boolean AOT = Runtime.version().feature() >= 25;
    private static final String KIND = AOT ? "AOT cache" : "class archive";

    @TempDir
    static Path root;

    private static Path state = Path.of("");
    private static Path archive = Path.of("");
    private static byte[] whole = new byte[0];

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void build() throws Exception {
        Path script = Path.of("..", "pipeline").toRealPath();
        Files.copy(script, root.resolve("pipeline"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        state = Files.createDirectories(root.resolve("target/launcher"));
        Path folder = Files.createDirectories(state.resolve("build-1"));
        Files.writeString(folder.resolve("classpath"), jars(folder));
        Files.writeString(state.resolve("current"), folder.toString());
        Files.createFile(state.resolve("marker"));
        archive = folder.resolve(AOT ? "classes.aot" : "classes.jsa");
        String option = AOT ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java", option + archive, "-Xlog:disable", "-XX:+UseSerialGC"));
        if (AOT) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", Files.readString(folder.resolve("classpath")), Training.class.getName()));
        Ended made = run(command);
        assertThat(made.code()).as(made.out() + made.err()).isZero();
        whole = Files.readAllBytes(archive);
        Files.writeString(archive.resolveSibling(archive.getFileName() + ".bytes"), whole.length + "\n");
    }

    /** Archives take no folders of classes. */
    private static String jars(Path folder) {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            if (Files.isDirectory(Path.of(entry))) {
                String jar = folder.resolve(jars.size() + ".jar").toString();
                int code = ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(System.out, System.err, "--create", "--no-compress", "--file", jar, "-C", entry, ".");
                assertThat(code).isZero();
                jars.add(jar);
            } else if (Files.exists(Path.of(entry))) {
                jars.add(entry);
            }
        }
        return String.join(System.getProperty("path.separator"), jars);
    }

    @BeforeEach
    void restore() throws IOException {
        Files.deleteIfExists(archive);
        Files.write(archive, whole);
        Files.deleteIfExists(state.resolve("profiles"));
    }

    @Test
    void tellsTheProfileAndTheArchive() throws Exception {
        Ended ended = pipeline("", "--version");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).endsWith("JVM profile small, " + KIND + " in use\n");
    }

    @Test
    void survivesAnArchiveThatIsLostTornOrStrange() throws Exception {
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        assertUnusable();
        Files.write(archive, new byte[whole.length]);
        assertUnusable();

        Files.delete(archive);
        Ended ended = pipeline("", "--version");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).endsWith("JVM profile small, no " + KIND + "\n");
    }

    private void assertUnusable() throws Exception {
        Ended ended = pipeline("", "--version");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .endsWith(
                        "JVM profile small, " + KIND + " damaged or another JDK's (the next build makes a new one)\n");
    }

    @Test
    void survivesAnArchiveOfOtherClasses() throws Exception {
        Path classPath = archive.resolveSibling("classpath");
        String before = Files.readString(classPath);
        try {
            Files.writeString(classPath, before.substring(before.indexOf(':') + 1) + ":" + before);
            assertUnusable();
        } finally {
            Files.writeString(classPath, before);
        }
    }

    @Test
    void startsARunAsLargeAsItWas() throws Exception {
        assertThat(pipeline("", "run", "--help").out()).contains("Tier4InvocationThreshold");
        assertThat(state.resolve("profiles")).content().endsWith(" small\n");
        assertThat(pipeline("", "run", "--help").out())
                .contains("TieredStopAtLevel=1")
                .doesNotContain("Tier4");

        String learned = Files.readString(state.resolve("profiles"));
        Files.writeString(state.resolve("profiles"), learned.replace("small", "large"));
        assertThat(pipeline("", "run", "--help").out()).contains("Tier4InvocationThreshold");
        assertThat(pipeline("small", "run", "--help").out()).contains("TieredStopAtLevel=1");
    }

    @Test
    void refusesAnotherProfile() throws Exception {
        Ended ended = pipeline("huge", "--version");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).isEqualTo("Invalid TRIBUTARY_JVM_PROFILE: 'huge' (small or large)\n");
    }

    @Test
    void isTheProcessThatASchedulerStops() throws Exception {
        Process lake = start("", List.of(root.resolve("pipeline").toString(), "lake", "--json"));
        assertThat(lake.inputReader().readLine()).isNotNull();
        lake.destroy();
        assertThat(lake.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(lake.exitValue()).isEqualTo(143);
    }

    private Ended pipeline(String profile, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(root.resolve("pipeline").toString()));
        command.addAll(List.of(arguments));
        return ended(start(profile, command));
    }

    private static Ended run(List<String> command) throws Exception {
        return ended(start("", command));
    }

    private static Process start(String profile, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TRIBUTARY_JVM_PROFILE", profile);
        builder.environment().put("AWS_REGION", "us-east-1");
        builder.environment().put("AWS_ACCESS_KEY_ID", "local");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "local-secret");
        if (command.contains("--help")) {
            builder.environment().put("TRIBUTARY_JAVA_OPTS", "-XX:+PrintCommandLineFlags");
        }
        return builder.start();
    }

    private static Ended ended(Process process) throws Exception {
        String out = process.inputReader().lines().map(l -> l + "\n").collect(Collectors.joining());
        String err = process.errorReader().lines().map(l -> l + "\n").collect(Collectors.joining());
        return new Ended(process.waitFor(), out, err);
    }
}
