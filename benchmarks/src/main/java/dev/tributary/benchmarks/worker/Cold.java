package dev.tributary.benchmarks.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that is measured from its start to its end, with the processes that it starts. */
public final class Cold {
    private static final int POLL_MILLIS = 10;

    private Cold() {}

    /** What a process printed, and what it took. */
    public record Ended(Usage usage, String output) {}

    /** Runs a command in a folder. Fails when the command does. */
    public static Ended run(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        Path output = Files.createTempFile("benchmark", ".out");
        Path errors = Files.createTempFile("benchmark", ".err");
        Path times = Files.createTempFile("benchmark", ".times");
        try {
            // Bash's own "time" knows the processor time of children that have ended; the JDK doesn't.
            List<String> timed = new ArrayList<>(List.of(
                    "bash",
                    "-c",
                    "TIMEFORMAT='%R %U %S'; out=$1 err=$2 times=$3; shift 3;"
                            + " { time \"$@\" >\"$out\" 2>\"$err\"; } 2>\"$times\"",
                    "bash",
                    output.toString(),
                    errors.toString(),
                    times.toString()));
            timed.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(timed).directory(folder.toFile());
            builder.redirectInput(new File("/dev/null"));
            builder.environment().putAll(environment);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            long peak = peakUntilEnd(process);
            if (process.exitValue() != 0) {
                throw new IOException("Cannot measure %s: it ended with %d%n%s%s"
                        .formatted(command, process.exitValue(), Files.readString(output), Files.readString(errors)));
            }
            String[] seconds = Files.readString(times).strip().split(" ");
            Usage usage = new Usage(
                    Double.parseDouble(seconds[0]),
                    Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]),
                    peak);
            return new Ended(usage, Files.readString(output));
        } finally {
            Files.delete(output);
            Files.delete(errors);
            Files.delete(times);
        }
    }

    /** The largest peak of one process of those started. */
    private static long peakUntilEnd(Process process) throws IOException {
        long peak = 0;
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(
                        peak,
                        process.descendants()
                                .mapToLong(p -> Usage.peakOf(p.pid()))
                                .max()
                                .orElse(0));
            }
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroy);
            Thread.currentThread().interrupt();
            throw new IOException("The benchmark was interrupted", e);
        }
        return peak;
    }
}
