package dev.tributary.cli.project;

import dev.tributary.WorkingFolder;
import dev.tributary.error.ConfigException;
import dev.tributary.loadpackage.LoadPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The pipelines that have a working folder in a project. */
public record Projects(Path folder) {
    /**
     * A pipeline that ran here.
     *
     * @param known what the newest load left, if one was committed from here
     * @param pending packages that are complete and not loaded, oldest first
     */
    public record LocalPipeline(
            String name, Path folder, Optional<WorkingFolder.Known> known, List<LoadPackage> pending) {}

    /** Where a pipeline works. */
    public static Path workingFolder(Path project, String pipeline) {
        return project.resolve(".dlt/pipelines").resolve(pipeline);
    }

    /** All of them, by name. */
    public List<LocalPipeline> all() {
        Path pipelines = folder.resolve(".dlt/pipelines");
        if (!Files.isDirectory(pipelines)) {
            return List.of();
        }
        try (var folders = Files.list(pipelines)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(Projects::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalPipeline read(Path path) {
        WorkingFolder working = new WorkingFolder(path);
        Optional<WorkingFolder.Known> known = working.read();
        List<LoadPackage> pending = LoadPackage.complete(working.packages()).stream()
                .filter(p -> known.isEmpty() || p.loadId().compareTo(known.get().loadId()) > 0)
                .toList();
        return new LocalPipeline(path.getFileName().toString(), path, known, pending);
    }

    /** The pipeline of that name, or, without a name, the only one. */
    public Optional<LocalPipeline> find(@Nullable String name) {
        List<LocalPipeline> all = all();
        if (name != null) {
            return all.stream().filter(p -> p.name().equals(name)).findFirst();
        }
        if (all.size() > 1) {
            throw new ConfigException("Missing pipeline (known here: %s)"
                    .formatted(all.stream().map(LocalPipeline::name).collect(Collectors.joining(", "))));
        }
        return all.stream().findFirst();
    }
}
