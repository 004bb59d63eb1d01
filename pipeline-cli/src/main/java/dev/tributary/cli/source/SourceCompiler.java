package dev.tributary.cli.source;

import dev.tributary.error.ConfigException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles a {@code .java} file of the user's. The classes are kept in a folder named by the content of the file, the class
 * path and the JDK's version, so that the same file is compiled once.
 */
record SourceCompiler(Path cache, String classPath) {

    /** The folder of the file's classes. A file that does not compile is refused with every mistake and its line. */
    Path compile(Path file) {
        try {
            Path classes = cache.resolve(file.getFileName().toString().replace(".java", "") + "-" + digest(file));
            if (!Files.isDirectory(classes)) {
                Files.createDirectories(cache);
                Path fresh = Files.createTempDirectory(cache, "compiling-");
                compile(file, fresh);
                publish(fresh, classes);
            }
            return classes;
        } catch (IOException e) {
            throw new ConfigException("Cannot compile '%s': %s".formatted(file, e), e);
        }
    }

    private void compile(Path file, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new ConfigException(
                    "Cannot compile '%s': this Java has no compiler (run with a JDK, not a JRE)".formatted(file));
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-d", classes.toString(), "-classpath", classPath, "-parameters", "-proc:none", "-nowarn", "-g");
            boolean compiled = compiler.getTask(null, files, diagnostics, options, null, files.getJavaFileObjects(file))
                    .call();
            if (!compiled) {
                delete(classes);
                throw new ConfigException(mistakes(file, diagnostics.getDiagnostics()));
            }
        }
    }

    private static String mistakes(Path file, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        List<String> lines = new ArrayList<>();
        diagnostics.stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .forEach(d -> lines.add("  line %d, column %d: %s"
                        .formatted(
                                d.getLineNumber(),
                                d.getColumnNumber(),
                                d.getMessage(Locale.ROOT).replace("\n", "\n    "))));
        String count = lines.size() == 1 ? "1 mistake" : lines.size() + " mistakes";
        return "Cannot compile '%s': %s\n%s".formatted(file.getFileName(), count, String.join("\n", lines));
    }

    /** Another run may have compiled the same file in the meantime; its classes are as good. */
    private static void publish(Path fresh, Path classes) throws IOException {
        try {
            Files.move(fresh, classes, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(classes)) {
                throw e;
            }
            delete(fresh);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private String digest(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(file));
            digest.update((Runtime.version() + File.pathSeparator + classPath).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
