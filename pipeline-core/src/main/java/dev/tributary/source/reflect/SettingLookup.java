package dev.tributary.source.reflect;

import java.lang.reflect.Type;
import java.util.Optional;

/** Where a source's settings come from. */
@FunctionalInterface
public interface SettingLookup {
    /**
     * The value of a setting, such as {@code sources.github.owner}, or empty when it is set nowhere. The type is that of
     * the parameter; a value of another type is converted from its text.
     *
     * @throws dev.tributary.error.ConfigException when the value cannot be of the type
     */
    Optional<?> find(String key, Type type);

    /** The sentence about a setting that is needed and set nowhere. */
    default String missing(String key) {
        return "Missing setting '" + key + "'";
    }

    /** Settings of a source that has none. */
    static SettingLookup none() {
        return (key, type) -> Optional.empty();
    }
}
