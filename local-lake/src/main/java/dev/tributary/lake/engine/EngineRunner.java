package dev.tributary.lake.engine;

import dev.tributary.lake.engine.client.Session;
import dev.tributary.lake.engine.translate.Plan;
import dev.tributary.lake.engine.translate.Translation;
import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementOutput;
import dev.tributary.lake.sql.StatementRunner;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs Athena's queries, writes, views and table maintenance on the engine, which starts with the first statement that is
 * worth running. Thread-safe; closing it ends the engine.
 */
public final class EngineRunner implements StatementRunner, AutoCloseable {
    private final Engine engine;
    private @Nullable HttpClient http;

    /**
     * Starts nothing yet.
     *
     * @param settings null for a lake without an engine, on which every statement fails
     */
    public EngineRunner(@Nullable EngineSettings settings, EngineLake lake) {
        this.engine = new Engine(settings, lake);
    }

    @Override
    public void run(Statement statement, StatementOutput output) {
        Plan plan = Translation.of(statement);
        try {
            Session session = new Session(
                    engine.address(), Translation.CATALOG, Translation.database(statement), Execution.LIMITS);
            new Execution(http(), session, output, Execution.Maintenance.OF_ATHENA).run(plan);
        } catch (EngineMissing e) {
            throw AthenaErrors.noEngine(e);
        } catch (IOException e) {
            throw AthenaErrors.lost(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AthenaErrors.cancelled();
        }
    }

    /** Made when it is needed, so that a run which sends no statement does not wait for it. */
    private synchronized HttpClient http() {
        HttpClient made = http;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
            http = made;
        }
        return made;
    }

    /** The engine, for tests of its life. */
    Engine engine() {
        return engine;
    }

    @Override
    public void close() {
        engine.close();
    }
}
