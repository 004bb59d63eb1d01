package dev.tributary.sources.filesystem;

import dev.tributary.source.archive.Archive;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the name of a file says of its content. */
final class JsonFileName {
    static final List<String> ENDINGS = List.of(".json", ".jsonl", ".ndjson");

    private JsonFileName() {}

    static boolean known(Path file) {
        String name = unpacked(file).toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    /** The name without its endings: {@code blocks} for {@code blocks.json.gz}. */
    static String stem(Path file) {
        String name = unpacked(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String unpacked(Path file) {
        return Archive.unpackedName(file.getFileName().toString());
    }
}
