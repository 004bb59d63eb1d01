package dev.tributary.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting that exists: its key ({@code *} stands for any name, a last {@code **} for any keys), the form of its value,
 * its default, whether it is a secret, one sentence about it, and the words that a choice or a list has.
 */
public record KnownSetting(
        String key, Form form, @Nullable String defaultValue, boolean secret, String meaning, List<String> words) {

    /** How a value is written. */
    public enum Form {
        TEXT,
        NUMBER,
        DECIMAL,
        BOOLEAN,
        SIZE,
        DURATION,
        MAP,
        LIST,
        CHOICE
    }

    /** Fails where a value is not of this form; of the settings of sources only those know the form. */
    void check(Setting setting) {
        switch (form) {
            case NUMBER -> setting.asLong();
            case DECIMAL -> setting.asDecimal();
            case BOOLEAN -> setting.asBoolean();
            case SIZE -> setting.asBytes();
            case DURATION -> setting.asDuration();
            case CHOICE -> setting.asOneOf(words.toArray(String[]::new));
            case LIST -> {
                if (!words.containsAll(setting.asList())) {
                    throw setting.invalid("any of " + String.join(", ", words) + ", or none");
                }
            }
            case TEXT -> {
                if (!key.endsWith("**")) {
                    setting.asText();
                }
            }
            case MAP -> {}
        }
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
