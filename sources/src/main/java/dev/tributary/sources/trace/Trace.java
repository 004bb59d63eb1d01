package dev.tributary.sources.trace;

import dev.tributary.error.ConfigException;
import dev.tributary.source.RawJson;
import dev.tributary.source.ResourceState;
import dev.tributary.source.Setting;
import dev.tributary.source.Source;
import dev.tributary.source.definition.DynamicSource;
import dev.tributary.source.definition.ResourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The traces that the runs of a pipeline left on this machine, failed ones too, as table {@code _trace}. Each is loaded
 * once: the name of the newest one is kept in the state.
 */
@Source
public final class Trace implements DynamicSource {
    private static final String TABLE = "_trace";
    private static final String NEWEST = "newest";

    private final Path traces;
    private final String of;

    /**
     * Takes the settings below {@code sources.trace}.
     *
     * @param of the pipeline whose runs are meant
     * @param folder where pipelines keep their working folders
     */
    public Trace(String of, @Setting(defaultValue = ".dlt/pipelines") Path folder) {
        this.of = of;
        this.traces = folder.resolve(of).resolve("traces");
    }

    @Override
    public List<ResourceDefinition> resources() {
        if (!Files.isDirectory(traces)) {
            throw new ConfigException(
                    "Cannot read the traces of pipeline '%s': there are none in '%s'".formatted(of, traces));
        }
        return List.of(ResourceDefinition.of(TABLE, this::open));
    }

    private Stream<RawJson> open(ResourceState state) throws IOException {
        String loaded = state.resource().path(NEWEST).asText("");
        try (Stream<Path> files = Files.list(traces)) {
            return files
                    .filter(f -> f.toString().endsWith(".json"))
                    .filter(f -> f.getFileName().toString().compareTo(loaded) > 0)
                    .sorted()
                    .toList()
                    .stream()
                    .peek(f -> state.resource().put(NEWEST, f.getFileName().toString()))
                    .map(RawJson::file);
        }
    }
}
