package dev.tributary.lake.engine;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The engine's class path: what Maven makes of the engine's folder, made once and kept in its {@code target} until the
 * folder's files change or a jar is gone. Only one process at a time makes it, the others wait.
 */
final class EngineClasses {
    /** A file lock holds between processes only. */
    private static final ReentrantLock ONE_OF_THIS_PROCESS = new ReentrantLock();

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final Path module;
    private final Path kept;
    private final Consumer<String> progress;

    EngineClasses(Path module, Consumer<String> progress) {
        this.module = module;
        this.kept = module.resolve("target/engine");
        this.progress = progress;
    }

    /**
     * The class path, fetched first where it is not there yet.
     *
     * @throws EngineMissing if there is no source tree, or Maven fails
     */
    String classPath(Path javaHome) throws IOException, InterruptedException {
        if (!Files.isReadable(module.resolve("pom.xml"))) {
            throw new EngineMissing(
                    "its folder '%s' is not there (TRIBUTARY_HOME names the source tree of Tributary that has it)"
                            .formatted(module));
        }
        String fingerprint = fingerprint();
        String known = known(fingerprint);
        if (!known.isEmpty()) {
            return known;
        }
        ONE_OF_THIS_PROCESS.lockInterruptibly();
        try {
            return make(javaHome, fingerprint);
        } finally {
            ONE_OF_THIS_PROCESS.unlock();
        }
    }

    private String make(Path javaHome, String fingerprint) throws IOException, InterruptedException {
        Files.createDirectories(kept);
        try (FileChannel lock =
                FileChannel.open(kept.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                progress.accept("Waiting for another process that fetches the SQL engine");
                lock.lock();
            }
            String known = known(fingerprint);
            if (!known.isEmpty()) {
                return known;
            }
            long start = System.nanoTime();
            Path log = kept.resolve("fetch.log");
            progress.accept("Fetching the SQL engine (194 MB from Maven Central, once; log: %s)".formatted(log));
            String classPath = maven(javaHome, log);
            Path next = kept.resolve("classpath.next");
            Files.writeString(next, fingerprint + "\n" + classPath + "\n");
            Files.move(next, kept.resolve("classpath"), StandardCopyOption.ATOMIC_MOVE);
            progress.accept("Fetched the SQL engine in %d s".formatted((System.nanoTime() - start) / 1_000_000_000));
            return classPath;
        }
    }

    private String maven(Path javaHome, Path log) throws IOException, InterruptedException {
        Path resolved = kept.resolve("resolved");
        List<String> command = new ArrayList<>(WINDOWS ? List.of("cmd", "/c", "mvnw.cmd") : List.of("sh", "mvnw"));
        command.addAll(List.of("-B", "-ntp", "-f", module.resolve("pom.xml").toString()));
        String repository = System.getProperty("maven.repo.local", "");
        if (!repository.isEmpty()) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        command.addAll(List.of("compile", "dependency:build-classpath", "-Dmdep.outputFile=" + resolved));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(module.resolveSibling(".").normalize().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (process.waitFor() != 0) {
                throw new EngineMissing(
                        "Maven cannot fetch it: %s (mend what its log tells: %s)".formatted(firstProblem(log), log));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        return module.resolve("target/classes")
                + File.pathSeparator
                + Files.readString(resolved).strip();
    }

    private static String firstProblem(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("[ERROR]") || line.startsWith("Error"))
                    .findFirst()
                    .orElse("it ended early")
                    .replaceFirst("^\\[ERROR] *", "");
        }
    }

    /** The class path that was made of these files, if all of it is still there; else nothing. */
    private String known(String fingerprint) throws IOException {
        Path file = kept.resolve("classpath");
        if (!Files.isReadable(file)) {
            return "";
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 2 || !lines.get(0).equals(fingerprint)) {
            return "";
        }
        boolean whole = Stream.of(lines.get(1).split(File.pathSeparator)).allMatch(part -> Files.exists(Path.of(part)));
        return whole ? lines.get(1) : "";
    }

    /** A digest of what the engine is made of. */
    private String fingerprint() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        digest.update(Files.readAllBytes(module.resolve("pom.xml")));
        try (Stream<Path> sources = Files.walk(module.resolve("src/main"))) {
            for (Path source : sources.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(Files.readAllBytes(source));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
