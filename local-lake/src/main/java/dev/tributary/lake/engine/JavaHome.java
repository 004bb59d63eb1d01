package dev.tributary.lake.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a JDK for the engine. */
final class JavaHome {
    /** The engine's classes are of this version. */
    private static final int OLDEST = 25;

    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    /** Folders whose subfolders are JDKs on some system. */
    private static final List<String> PARENTS = List.of(
            "/usr/lib/jvm",
            "/usr/java",
            "/usr/local/java",
            "/opt/java",
            "/opt",
            "/Library/Java/JavaVirtualMachines",
            "~/Library/Java/JavaVirtualMachines",
            "~/.sdkman/candidates/java",
            "~/.jdks",
            "~/.jenv/versions",
            "~/.local/share/mise/installs/java",
            "C:/Program Files/Java",
            "C:/Program Files/Eclipse Adoptium",
            "C:/Program Files/Amazon Corretto");

    private JavaHome() {}

    /**
     * The JDK for the engine.
     *
     * @throws EngineMissing if there is none
     */
    static Path find(EngineSettings settings) {
        @Nullable Path own = settings.javaHome();
        if (own != null) {
            if (!runsEngine(own)) {
                throw new EngineMissing("%s names '%s', which is no JDK of version %d or newer (name one, or unset it)"
                        .formatted(EngineSettings.JAVA_HOME_VARIABLE, own, OLDEST));
            }
            return own;
        }
        return settings.otherJavaHomes().stream()
                .filter(JavaHome::runsEngine)
                .findFirst()
                .orElseThrow(
                        () -> new EngineMissing("no JDK of version %d or newer found (install one, or set %s to one)"
                                .formatted(OLDEST, EngineSettings.JAVA_HOME_VARIABLE)));
    }

    /** Whether a folder is a JDK that is new enough. */
    static boolean runsEngine(Path home) {
        try {
            Path release = home.resolve("release");
            if (!Files.isReadable(release) || !(has(home, "java") && has(home, "javac"))) {
                return false;
            }
            Matcher version = VERSION.matcher(Files.readString(release));
            return version.find() && Integer.parseInt(version.group(1)) >= OLDEST;
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    private static boolean has(Path home, String program) {
        Path bin = home.resolve("bin");
        return Files.isExecutable(bin.resolve(program)) || Files.isExecutable(bin.resolve(program + ".exe"));
    }

    /** The JVM that runs this, and whatever is where JDKs usually are. */
    static List<Path> usual() {
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        for (String parent : PARENTS) {
            Path folder = Path.of(parent.replaceFirst("^~", Matcher.quoteReplacement(System.getProperty("user.home"))));
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> jdks = Files.newDirectoryStream(folder)) {
                for (Path jdk : jdks) {
                    homes.add(jdk);
                    homes.add(jdk.resolve("Contents/Home"));
                }
            } catch (IOException e) {
                // A folder that cannot be read has no JDK for us.
                continue;
            }
        }
        return homes;
    }
}
