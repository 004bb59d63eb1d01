package dev.tributary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JVM that the launcher chose for a command: for short ones or for long ones, and from which archive of classes it starts.
 * What a run took is kept for the next one of the same command line, which the launcher looks up.
 *
 * @param name {@code small} or {@code large}; empty when something else than the launcher started this
 * @param key stands for the command line; absent where the choice does not depend on earlier runs
 * @param archive the file with the classes
 * @param known where the profiles of command lines are kept: lines of a key and a name, the newest last
 */
record JvmProfile(String name, @Nullable String key, Path archive, Path known) {
    /** Where the second compiler, which only the large profile has, begins to pay. */
    private static final Duration LARGE = Duration.ofSeconds(5);

    /** As many command lines as anybody schedules on one machine. */
    private static final int KEPT = 200;

    /** A process's view of its files, where the system has one. */
    private static final Path MAPPED = Path.of("/proc/self/maps");

    static JvmProfile of(Map<String, String> environment) {
        String[] chosen = environment.getOrDefault("TRIBUTARY_JVM", "").split(" ");
        return new JvmProfile(
                chosen[0],
                chosen.length > 1 ? chosen[1] : null,
                Path.of(environment.getOrDefault("TRIBUTARY_ARCHIVE", "")),
                Path.of(environment.getOrDefault("TRIBUTARY_HOME", "")).resolve("target/launcher/profiles"));
    }

    /** For people. */
    String describe() {
        return name.isEmpty() ? "JVM as it was started" : "JVM profile " + name + ", " + archiveInUse();
    }

    private String archiveInUse() {
        String kind = archive.toString().endsWith(".aot") ? "AOT cache" : "class archive";
        if (!Files.exists(archive)) {
            return "no " + kind;
        }
        try {
            boolean mapped =
                    !Files.isReadable(MAPPED) || Files.readString(MAPPED).contains(archive.toString());
            return mapped ? kind + " in use" : kind + " damaged or of other classes (the next build makes a new one)";
        } catch (IOException e) {
            return kind + " there";
        }
    }

    /** Remembers what a command that took so much processor time is. That can't be kept for want of rights is no harm. */
    void learn(Duration taken) {
        if (key == null) {
            return;
        }
        String line = key + " " + (taken.compareTo(LARGE) > 0 ? "large" : "small");
        try {
            List<String> lines = Files.exists(known) ? new ArrayList<>(Files.readAllLines(known)) : new ArrayList<>();
            if (lines.contains(line)) {
                return;
            }
            lines.removeIf(l -> l.startsWith(key + " "));
            lines.add(line);
            Path next = Files.createTempFile(known.getParent(), "profiles", null);
            Files.write(next, lines.subList(Math.max(0, lines.size() - KEPT), lines.size()));
            Files.move(next, known, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            return;
        }
    }
}
