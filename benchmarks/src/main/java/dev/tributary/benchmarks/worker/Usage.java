package dev.tributary.benchmarks.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What something took: seconds that passed, seconds of all processors together, and the most bytes of memory that its
 * process ever held (0 where the system doesn't tell).
 */
public record Usage(double wall, double cpu, long peakBytes) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Something that takes time. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** What it takes this process to do that. */
    public static Usage of(Work work) throws Exception {
        long wall = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        work.run();
        return new Usage(
                (System.nanoTime() - wall) / 1e9,
                (SYSTEM.getProcessCpuTime() - cpu) / 1e9,
                peakOf(ProcessHandle.current().pid()));
    }

    /** The peak of a process's memory so far in bytes; 0 when there is no such process. */
    static long peakOf(long process) {
        Path status = Path.of("/proc/" + process + "/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(l -> l.startsWith("VmHWM:"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
