package dev.tributary.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine, without its name. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private Machine() {}

    static String describe() throws IOException {
        return "%d × %s, %d GiB of memory, %s %s, JDK %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        line(PROCESSORS, "model name", System.getProperty("os.arch")),
                        gibibytes(line(MEMORY, "MemTotal", "0 kB")),
                        System.getProperty("os.name"),
                        System.getProperty("os.version").replaceFirst("[-+].*", ""),
                        Runtime.version().feature());
    }

    private static long gibibytes(String kibibytes) {
        return Math.round(Long.parseLong(kibibytes.replaceAll("\\D", "")) / (double) (1 << 20));
    }

    private static String line(Path file, String name, String otherwise) throws IOException {
        if (!Files.isReadable(file)) {
            return otherwise;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(l -> l.startsWith(name))
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        }
    }
}
