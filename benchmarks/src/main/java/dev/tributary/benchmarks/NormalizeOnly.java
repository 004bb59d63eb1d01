package dev.tributary.benchmarks;

import dev.tributary.benchmarks.engine.Folders;
import dev.tributary.benchmarks.engine.Normalization;
import dev.tributary.benchmarks.worker.Usage;
import dev.tributary.loadpackage.PackagedTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a JSON Lines file into Parquet files in a temporary folder, several times in one process:
 * {@code NormalizeOnly <file> [--workers n] [--rounds n] [--keep folder]}. One line a round, then the bytes of each table.
 */
public final class NormalizeOnly {
    private NormalizeOnly() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        int workers = Integer.parseInt(
                option(args, "--workers", "" + Runtime.getRuntime().availableProcessors()));
        int rounds = Integer.parseInt(option(args, "--rounds", "5"));
        String keep = option(args, "--keep", "");
        double megabytes = Files.size(file) / 1e6;
        List<PackagedTable> tables = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Path folder =
                    keep.isEmpty() ? Files.createTempDirectory("benchmark") : Files.createDirectories(Path.of(keep));
            Folders.clear(folder);
            tables.clear();
            Usage usage = Usage.of(() -> tables.addAll(new Normalization(workers).run(file, folder)));
            System.out.printf(
                    "round %d: %.2f s, %.2f CPU-s, %.0f MB/s, %.0f MB/CPU-s, peak RSS %.0f MB, output %.1f MB%n",
                    round,
                    usage.wall(),
                    usage.cpu(),
                    megabytes / usage.wall(),
                    megabytes / usage.cpu(),
                    usage.peakBytes() / 1e6,
                    tables.stream().mapToLong(PackagedTable::bytes).sum() / 1e6);
            if (keep.isEmpty()) {
                Folders.delete(folder);
            }
        }
        for (PackagedTable table : tables) {
            System.out.printf(
                    "  %s: %,d rows, %,d bytes, %d files%n",
                    table.name(), table.rows(), table.bytes(), table.files().size());
        }
    }

    private static String option(String[] args, String name, String otherwise) {
        for (int i = 1; i < args.length - 1; i++) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return otherwise;
    }
}
