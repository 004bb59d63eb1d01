package dev.tributary.fuzz;

import org.jspecify.annotations.Nullable;

/** Runs what recurses as deep as records are nested, several frames a level. */
final class DeepStack {
    private static final long BYTES = 64L << 20;

    private DeepStack() {}

    static void run(Runnable work) {
        @Nullable Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(null, work, "deep", BYTES);
        thread.setUncaughtExceptionHandler((t, e) -> thrown[0] = e);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (thrown[0] instanceof Error e) {
            throw e;
        }
        if (thrown[0] instanceof RuntimeException e) {
            throw e;
        }
    }
}
