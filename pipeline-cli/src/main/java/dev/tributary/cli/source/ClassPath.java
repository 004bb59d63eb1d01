package dev.tributary.cli.source;

import dev.tributary.error.ConfigException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Folders and jars as the user lists them: {@code lib/*} stands for all jars of a folder, as it does for Java.
 *
 * @param setting where the user wrote it
 */
public record ClassPath(String setting, String text) {
    private static final String ALL_JARS = "*";

    /** What was given on the command line, if anything. */
    public static @Nullable ClassPath option(@Nullable String text) {
        return text == null ? null : new ClassPath("--classpath", text);
    }

    /** The folders and jars themselves. Those that are not there or can't be read are refused, all at once. */
    List<Path> entries(Path folder) {
        List<Path> entries = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (String entry : text.split(File.pathSeparator)) {
            if (entry.equals(ALL_JARS) || entry.endsWith("/" + ALL_JARS)) {
                List<Path> jars = jars(folder.resolve(entry.substring(0, entry.length() - ALL_JARS.length())));
                entries.addAll(jars);
                if (jars.isEmpty()) {
                    wrong.add(entry);
                }
            } else if (isReadable(folder.resolve(entry))) {
                entries.add(folder.resolve(entry).normalize());
            } else {
                wrong.add(entry);
            }
        }
        if (!wrong.isEmpty()) {
            throw new ConfigException("Invalid %s: '%s' (folders and jars that are there, with '%s' between them)"
                    .formatted(setting, String.join("', '", wrong), File.pathSeparator));
        }
        return entries;
    }

    /** Java passes over what is neither a folder nor a jar without a word. */
    private static boolean isReadable(Path entry) {
        if (Files.isDirectory(entry)) {
            return true;
        }
        try {
            new ZipFile(entry.toFile()).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
            List<Path> found = new ArrayList<>();
            jars.forEach(jar -> found.add(jar.normalize()));
            Collections.sort(found);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
