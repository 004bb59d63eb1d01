package dev.tributary.cli.source;

import dev.tributary.config.Secret;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.source.reflect.SettingLookup;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives a source its settings. The pipeline's own keys come first; without a pipeline, it has the source's name. The values
 * that the source takes as secrets are noted.
 */
record SourceSettings(Settings settings, @Nullable String pipeline, Set<String> secrets) implements SettingLookup {
    @Override
    public Optional<?> find(String key, Type type) {
        Optional<Setting> found = of(key).find(key);
        if (type == Secret.class) {
            found.ifPresent(setting -> secrets.add(setting.asText()));
        }
        return found.map(setting -> read(setting, type));
    }

    @Override
    public String missing(String key) {
        return of(key).missing(key).getMessage();
    }

    private Settings of(String key) {
        return settings.forPipeline(pipeline == null ? key.split("\\.")[1] : pipeline);
    }

    private static Object read(Setting setting, Type type) {
        Class<?> raw = type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
        if (raw == int.class || raw == Integer.class) {
            return setting.asInt();
        }
        if (raw == long.class || raw == Long.class) {
            return setting.asLong();
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return setting.asBoolean();
        }
        if (raw == Duration.class) {
            return setting.asDuration();
        }
        if (raw == Path.class) {
            return setting.asPath();
        }
        if (raw == Map.class) {
            return setting.asMap();
        }
        if (raw == List.class) {
            return setting.asList();
        }
        return raw == Set.class ? Set.copyOf(setting.asList()) : setting.asText();
    }
}
