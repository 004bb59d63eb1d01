package dev.tributary.source.reflect;

import dev.tributary.error.ConfigException;
import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of one source class, so that they are reported together. */
final class Problems {
    private final String source;
    private final List<String> sentences = new ArrayList<>();

    Problems(String source) {
        this.source = source;
    }

    void add(String sentence) {
        sentences.add(sentence);
    }

    void throwIfAny() {
        if (sentences.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder("Cannot read source " + source + ": " + sentences.size());
        message.append(sentences.size() == 1 ? " problem" : " problems");
        for (int i = 0; i < sentences.size(); i++) {
            message.append("\n  ").append(i + 1).append(". ").append(sentences.get(i));
        }
        throw new ConfigException(message.toString());
    }
}
