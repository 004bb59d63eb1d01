package dev.tributary.cli.source;

import dev.tributary.config.Suggestion;
import dev.tributary.error.ConfigException;
import dev.tributary.source.reflect.SourceReader;
import dev.tributary.sources.ReadySources;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the class of a source by what the user calls it: a ready source's name, a {@code .java} file, or a class on a class
 * path. Classes are loaded by a loader that is closed with this.
 */
public final class SourceClasses implements AutoCloseable {
    private final Path folder;
    private final @Nullable ClassPath classPath;
    private final List<Path> entries;
    private final Collection<String> pipelines;
    private final List<URLClassLoader> loaders = new ArrayList<>();
    private final @Nullable ClassLoader before = Thread.currentThread().getContextClassLoader();

    /**
     * Looks for classes.
     *
     * @param folder the project's folder, at which relative paths start
     * @param classPath where the user's classes are, if anywhere; every entry must be there
     * @param pipelines names that would have done as well, for messages
     */
    public SourceClasses(Path folder, @Nullable ClassPath classPath, Collection<String> pipelines) {
        this.folder = folder;
        this.classPath = classPath;
        this.entries = classPath == null ? List.of() : classPath.entries(folder);
        this.pipelines = pipelines;
    }

    /** The class that is meant. */
    public Class<?> find(String target) {
        Class<?> ready = ReadySources.byName().get(target);
        if (ready != null) {
            loader(entries);
            return ready;
        }
        if (target.endsWith(".java")) {
            return compiled(folder.resolve(target).normalize(), target);
        }
        if (classPath != null || target.contains(".")) {
            return named(target);
        }
        throw unknown(target);
    }

    private Class<?> named(String name) {
        try {
            return Class.forName(name, false, loader(entries));
        } catch (ClassNotFoundException e) {
            String hint = classPath == null
                    ? "give --classpath"
                    : "%s is %s".formatted(classPath.setting(), classPath.text());
            throw new ConfigException("Cannot find class '%s' (%s)".formatted(name, hint), e);
        }
    }

    private Class<?> compiled(Path file, String target) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigException("Cannot read source '%s': there is no such file".formatted(target));
        }
        StringBuilder all = new StringBuilder(System.getProperty("java.class.path"));
        entries.forEach(entry -> all.append(File.pathSeparator).append(entry));
        Path classes = new SourceCompiler(folder.resolve(".dlt/classes"), all.toString()).compile(file);
        List<Path> path = new ArrayList<>(List.of(classes, file.getParent()));
        path.addAll(entries);
        return annotated(classes, loader(path), target);
    }

    private static Class<?> annotated(Path classes, ClassLoader loader, String target) {
        List<Class<?>> sources = classNames(classes).stream()
                .<Class<?>>map(name -> load(loader, name))
                .filter(SourceReader::isSource)
                .toList();
        if (sources.isEmpty()) {
            throw new ConfigException("Cannot read source '%s': no class in it has @Source".formatted(target));
        }
        if (sources.size() > 1) {
            String names =
                    String.join(", ", sources.stream().map(Class::getSimpleName).toList());
            throw new ConfigException("Cannot read source '%s': %d classes in it have @Source: %s (leave one)"
                    .formatted(target, sources.size(), names));
        }
        return sources.get(0);
    }

    private static List<String> classNames(Path classes) {
        try (var files = Files.walk(classes)) {
            return files.map(f -> classes.relativize(f).toString())
                    .filter(f -> f.endsWith(".class"))
                    .map(f -> f.substring(0, f.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private ClassLoader loader(List<Path> path) {
        URLClassLoader loader = new URLClassLoader(
                path.stream().map(SourceClasses::url).toArray(URL[]::new), SourceClasses.class.getClassLoader());
        loaders.add(loader);
        // So that what looks for services, such as a database's driver, sees the user's jars.
        Thread.currentThread().setContextClassLoader(loader);
        return loader;
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private ConfigException unknown(String target) {
        TreeSet<String> known = new TreeSet<>(ReadySources.byName().keySet());
        known.addAll(pipelines);
        String meant = Suggestion.closest(target, known)
                .map(s -> "; did you mean '" + s + "'?")
                .orElse("");
        return new ConfigException(
                "Unknown source '%s' (available: %s%s; or give a .java file, or a class and --classpath)"
                        .formatted(target, String.join(", ", known), meant));
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
        for (URLClassLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
