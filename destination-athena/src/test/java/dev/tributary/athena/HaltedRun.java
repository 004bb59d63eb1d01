package dev.tributary.athena;

import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.schema.WriteDisposition;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A process of its own that runs a pipeline and halts before a step's so manieth effect. */
final class HaltedRun {
    private HaltedRun() {}

    public static void main(String[] arguments) {
        Staging staging = arguments[4].equals("stream") ? StreamedRun.STREAM : StreamedRun.LOCAL;
        Step step = Step.valueOf(arguments[5]);
        int occurrence = Integer.parseInt(arguments[6]);
        AtomicInteger seen = new AtomicInteger();
        Steps halt = (at, done) -> {
            if (at == step && !done && seen.incrementAndGet() == occurrence) {
                Runtime.getRuntime().halt(HaltedLoad.HALTED);
            }
        };
        StreamedRun.run(
                HaltedLoad.settings(arguments).staging(staging),
                halt,
                arguments[7],
                Path.of(arguments[8]),
                StreamedRun.settings(Long.parseLong(arguments[9])),
                StreamedRun.source(WriteDisposition.APPEND, 10, Integer.parseInt(arguments[10])));
    }
}
