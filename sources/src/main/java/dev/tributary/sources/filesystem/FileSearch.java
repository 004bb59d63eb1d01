package dev.tributary.sources.filesystem;

import dev.tributary.error.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** A folder and a pattern, or one file. */
record FileSearch(Path start, String glob) {
    private static final String URL = "sources.filesystem.bucket_url";
    private static final String GLOB = "sources.filesystem.file_glob";

    static FileSearch of(String bucketUrl, String glob) {
        Path start = path(bucketUrl);
        if (!Files.exists(start)) {
            throw new ConfigException("Cannot read folder '" + start + "': it does not exist (set " + URL + ")");
        }
        return new FileSearch(start, glob);
    }

    private static Path path(String bucketUrl) {
        try {
            if (bucketUrl.startsWith("file:")) {
                return Path.of(URI.create(bucketUrl));
            }
            if (!bucketUrl.contains("://") && !bucketUrl.isBlank()) {
                return Path.of(bucketUrl);
            }
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw invalidUrl(bucketUrl);
        }
        throw invalidUrl(bucketUrl);
    }

    private static ConfigException invalidUrl(String bucketUrl) {
        return new ConfigException(
                "Invalid " + URL + ": '" + bucketUrl + "' (a local path or a file: URL; buckets are not read)");
    }

    /** Whether the settings name one file, rather than a pattern. */
    boolean single() {
        return Files.isRegularFile(start) || glob.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /** The files in the order of their paths; at least one. Hidden files are left out. */
    List<Path> files() {
        if (Files.isRegularFile(start)) {
            return List.of(start);
        }
        PathMatcher anywhere = matcher(glob);
        PathMatcher here = matcher(glob.replace("**/", ""));
        int depth = glob.contains("**")
                ? Integer.MAX_VALUE
                : (int) glob.chars().filter(c -> c == '/').count() + 1;
        try (Stream<Path> paths = Files.walk(start, depth)) {
            List<Path> files = paths.filter(Files::isRegularFile)
                    .filter(p -> matches(start.relativize(p), anywhere, here))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new ConfigException("Cannot find files in folder '" + start + "': none matches '" + glob
                        + "' (set " + GLOB + "; ** reaches into folders)");
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigException("Cannot read folder '" + start + "': " + e.getMessage(), e);
        }
    }

    private static boolean matches(Path file, PathMatcher anywhere, PathMatcher here) {
        for (Path part : file) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return anywhere.matches(file) || here.matches(file);
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw new ConfigException("Invalid " + GLOB + ": '" + glob + "' (a pattern such as *.json or **/*.jsonl)");
        }
    }
}
