package dev.tributary.benchmarks.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of files that a round writes. */
public final class Folders {
    private Folders() {}

    /** Deletes what is in a folder. */
    public static void clear(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> inside = all.filter(p -> !p.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path path : inside) {
                Files.delete(path);
            }
        }
    }

    /** Deletes a folder with all in it. */
    public static void delete(Path folder) throws IOException {
        clear(folder);
        Files.delete(folder);
    }
}
