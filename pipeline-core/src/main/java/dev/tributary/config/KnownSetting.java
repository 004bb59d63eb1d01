package dev.tributary.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting that exists: its key ({@code *} stands for any name, a last {@code **} for any keys), the form of its value,
 * its default, whether it is a secret, and one sentence about it.
 */
public record KnownSetting(String key, Form form, @Nullable String defaultValue, boolean secret, String meaning) {

    /** How a value is written. */
    public enum Form {
        TEXT,
        NUMBER,
        BOOLEAN,
        SIZE,
        DURATION,
        MAP,
        LIST,
        CHOICE
    }

    boolean matches(List<String> path) {
        String[] pattern = key.split("\\.");
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].equals("**")) {
                return path.size() > i;
            }
            if (i >= path.size() || !pattern[i].equals("*") && !pattern[i].equals(path.get(i))) {
                return false;
            }
        }
        return path.size() == pattern.length || form == Form.MAP;
    }
}
