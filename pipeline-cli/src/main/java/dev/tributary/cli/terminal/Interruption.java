package dev.tributary.cli.terminal;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * While open, a signal such as Ctrl-C interrupts the thread that opened this and waits for it, so that the run ends
 * between two effects and not within one.
 */
public final class Interruption implements AutoCloseable {
    /** What a shell expects of a process that Ctrl-C ended. */
    public static final int EXIT_CODE = 130;

    /** A request in flight may take this long; whatever is left then, the next run settles. */
    private static final int PATIENCE_SECONDS = 10;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    /** Says this sentence when it was needed. */
    public Interruption(PrintStream err, String sentence) {
        this(err, () -> {}, () -> sentence);
    }

    /** Does something as soon as it is needed, and says a sentence at the end. */
    public Interruption(PrintStream err, Runnable begun, Supplier<String> sentence) {
        Thread running = Thread.currentThread();
        hook = new Thread(() -> stop(running, err, begun, sentence), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop(Thread running, PrintStream err, Runnable begun, Supplier<String> sentence) {
        begun.run();
        running.interrupt();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        err.println(sentence.get());
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            Thread.currentThread().interrupt();
        }
    }
}
