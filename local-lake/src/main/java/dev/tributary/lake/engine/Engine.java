package dev.tributary.lake.engine;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The engine of one lake: started when it is first asked for, started again when it died, shared by all who ask.
 * Thread-safe.
 */
final class Engine implements AutoCloseable {
    /** What one statement, and all of them together, may hold; the rest of the heap is the engine's own. */
    private static final String QUERY_MEMORY = "400MB";

    private final @Nullable EngineSettings settings;
    private final EngineLake lake;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable EngineProcess process;
    private boolean closed;

    Engine(@Nullable EngineSettings settings, EngineLake lake) {
        this.settings = settings;
        this.lake = lake;
    }

    /**
     * The address of the running engine.
     *
     * @throws EngineMissing if none can be started
     */
    URI address() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (closed) {
                throw new EngineMissing("the lake is closed");
            }
            EngineProcess running = process;
            if (running == null || !running.alive()) {
                running = start();
                process = running;
            }
            return running.address();
        } finally {
            lock.unlock();
        }
    }

    private EngineProcess start() throws IOException, InterruptedException {
        if (settings == null) {
            throw new EngineMissing("the lake was opened without one");
        }
        Path javaHome = JavaHome.find(settings);
        String classPath = new EngineClasses(settings.module(), settings.progress()).classPath(javaHome);
        Path folder = Files.createDirectories(lake.folder().resolve("engine"));
        Path scratch = Files.createDirectories(folder.resolve("unload"));
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("s3", lake.s3().toString());
        properties.put("glue", lake.glue().toString());
        properties.put("region", lake.region());
        properties.put("access-key", lake.accessKeyId());
        properties.put("secret-key", lake.secretAccessKey());
        properties.put("query-memory", QUERY_MEMORY);
        properties.put("scratch", scratch.toString());
        return EngineProcess.start(javaHome, classPath, folder.resolve("engine.log"), properties);
    }

    /** The running engine's process, for tests of its life. */
    long pid() {
        EngineProcess running = process;
        return running == null ? -1 : running.pid();
    }

    /** Ends the engine if it runs; none is started afterwards. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (process != null) {
                process.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
