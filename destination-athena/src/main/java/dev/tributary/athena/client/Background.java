package dev.tributary.athena.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work beside the requests that a session waits for. */
public final class Background {
    private Background() {}

    /** Begins work in a thread of its own, which keeps no process alive. */
    public static <T> CompletableFuture<T> begin(String name, Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.start();
        });
    }
}
