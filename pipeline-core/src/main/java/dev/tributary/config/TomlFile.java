package dev.tributary.config;

import dev.tributary.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/**
 * Settings from a TOML file.
 *
 * @param content absent where the file does not exist, which then has no settings
 */
record TomlFile(String place, @Nullable TomlParseResult content, boolean secret, boolean listed) implements Layer {

    /** Reads the file. A mistake in its syntax is refused with its line and column. */
    static TomlFile read(Path file, String place, boolean secret, boolean ofProject) {
        if (!Files.isRegularFile(file)) {
            return new TomlFile(place, null, secret, ofProject);
        }
        try {
            TomlParseResult content = Toml.parse(Files.readString(file));
            refuseMistakes(place, content);
            return new TomlFile(place, content, secret, true);
        } catch (IOException e) {
            throw new ConfigException("Cannot read settings '%s': %s".formatted(place, e), e);
        }
    }

    private static void refuseMistakes(String place, TomlParseResult content) {
        List<String> mistakes = content.errors().stream()
                .map(e -> "line %d, column %d: %s"
                        .formatted(e.position().line(), e.position().column(), e.getMessage()))
                .toList();
        if (!mistakes.isEmpty()) {
            throw new ConfigException("Cannot read settings '%s': %s".formatted(place, String.join("\n  ", mistakes)));
        }
    }

    @Override
    public Optional<Object> find(List<String> path) {
        return content != null && content.contains(path) ? Optional.ofNullable(content.get(path)) : Optional.empty();
    }

    @Override
    public String spelled(List<String> path) {
        return "";
    }

    @Override
    public Set<List<String>> paths() {
        return content == null
                ? Set.of()
                : content.keyPathSet().stream().map(List::copyOf).collect(Collectors.toSet());
    }
}
