package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        Ended first = pipeline("", "--version");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).matches("Preparing faster starts with JDK \\S+, once only\nPrepared them in \\d+ s\n");
        archive = archives(folder).get(0);
        whole = Files.readAllBytes(archive);
    }

    private static List<Path> archives(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().matches(".*\\.(jsa|aot)"))
                    .sorted()
                    .toList();
        }
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
    void makesAnArchiveForEachJdkAndAgainWhereOneIsTorn() throws Exception {
        Path home = Path.of(System.getProperty("java.home"));
        Path other = Files.createSymbolicLink(root.resolve("other-jdk"), home);
        Path torn = archive.resolveSibling(archive.getFileName().toString().replace(dashed(home), dashed(other)));
        Files.write(torn, Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(bytesOf(torn), whole.length + "\n");

        Map<String, String> environment = Map.of("JAVA_HOME", other.toString());
        assertThat(pipeline(environment, "--version").err()).startsWith("Preparing faster starts with JDK ");
        Ended next = pipeline(environment, "--version");
        assertThat(next.err()).isEmpty();
        assertThat(next.out()).endsWith("JVM profile small, " + KIND + " in use\n");
        assertThat(archives(archive.getParent())).containsExactlyInAnyOrder(archive, torn);
        Files.delete(other);
    }

    private static String dashed(Path folder) {
        return folder.toString().replaceAll("[^A-Za-z0-9.+]", "-");
    }

    private static Path bytesOf(Path kept) {
        return kept.resolveSibling(kept.getFileName() + ".bytes");
    }

    @Test
    void survivesAStrangeArchive() throws Exception {
        Files.delete(archive);
        Files.write(archive, new byte[whole.length]);
        assertUnusable();
    }

    @Test
    void triesNoArchiveTwiceThatCannotBeMade() throws Exception {
        Path failed = archive.resolveSibling(archive.getFileName() + ".failed");
        Files.delete(archive);
        Files.createFile(failed);
        try {
            Ended ended = pipeline("", "--version");
            assertThat(ended.err()).isEmpty();
            assertThat(ended.out()).endsWith("JVM profile small, no " + KIND + "\n");
        } finally {
            Files.delete(failed);
        }
    }

    private void assertUnusable() throws Exception {
        Ended ended = pipeline("", "--version");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .endsWith("JVM profile small, " + KIND
                        + " damaged or of other classes (the next build makes a new one)\n");
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

    /** What makes cold runs of gigabytes faster differs from JDK to JDK. */
    @Test
    void givesALongRunWhatSuitsTheJdk() throws Exception {
        int jdk = Runtime.version().feature();

        String options = pipeline("large", "run", "--help").out();

        assertThat(options.contains("-XX:-C1ProfileCalls")).isEqualTo(jdk == 17);
        assertThat(options.contains("-XX:-AOTReplayTraining")).isEqualTo(jdk == 25);
        assertThat(pipeline("small", "run", "--help").out()).doesNotContain("C1ProfileCalls", "AOTReplayTraining");
    }

    @Test
    void refusesAnotherProfile() throws Exception {
        Ended ended = pipeline("huge", "--version");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).isEqualTo("Invalid TRIBUTARY_JVM_PROFILE: 'huge' (small or large)\n");
    }

    @Test
    void isTheProcessThatASchedulerStops() throws Exception {
        Process lake = start(Map.of(), List.of(root.resolve("pipeline").toString(), "lake", "--json"));
        assertThat(lake.inputReader().readLine()).isNotNull();
        lake.destroy();
        assertThat(lake.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(lake.exitValue()).isEqualTo(143);
    }

    private static Ended pipeline(String profile, String... arguments) throws Exception {
        return pipeline(Map.of("TRIBUTARY_JVM_PROFILE", profile), arguments);
    }

    private static Ended pipeline(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(root.resolve("pipeline").toString()));
        command.addAll(List.of(arguments));
        return ended(start(environment, command));
    }

    private static Process start(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("AWS_REGION", "us-east-1");
        builder.environment().put("AWS_ACCESS_KEY_ID", "local");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "local-secret");
        if (command.contains("--help")) {
            builder.environment().put("TRIBUTARY_JAVA_OPTS", "-XX:+PrintCommandLineFlags");
        }
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ended ended(Process process) throws Exception {
        String out = process.inputReader().lines().map(l -> l + "\n").collect(Collectors.joining());
        String err = process.errorReader().lines().map(l -> l + "\n").collect(Collectors.joining());
        return new Ended(process.waitFor(), out, err);
    }
}
