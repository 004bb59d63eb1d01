package dev.tributary.lake.engine;

import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.lake.LocalLake;
import dev.tributary.lake.LocalLakeSettings;
import dev.tributary.lake.engine.client.Query;
import dev.tributary.lake.engine.client.Session;
import dev.tributary.lake.engine.translate.Translation;
import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A lake with an engine that all tests of this JVM share; each test names its tables apart. */
final class TestEngine {
    static final String DATABASE = "db";
    static final EngineSettings SETTINGS =
            EngineSettings.of(Path.of("../local-lake-engine"), System.getenv(), System.err::println);

    private static LocalLake shared;

    private TestEngine() {}

    /** Skips what calls this, visibly, on a machine without a JDK for the engine. */
    static synchronized LocalLake lake() {
        assumeTrue(
                SETTINGS.findsJava(),
                "no JDK 25 or newer found (set " + EngineSettings.JAVA_HOME_VARIABLE + " to one)");
        if (shared == null) {
            shared = open();
        }
        return shared;
    }

    /** A new lake with a bucket and a database. */
    static LocalLake open() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "engine");
            LocalLake lake = LocalLake.start(LocalLakeSettings.at(folder).withEngine(SETTINGS));
            lake.createBucket("lake");
            run(lake, "SELECT 1");
            raw(lake, "CREATE SCHEMA awsdatacatalog.db WITH (location = 's3://lake/db/')");
            return lake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Collected run(String sql) {
        return run(lake(), sql);
    }

    static Collected run(LocalLake lake, String sql) {
        Collected output = new Collected();
        lake.engine().run(statement(sql), output);
        return output;
    }

    static List<List<String>> rows(String sql) {
        return run(sql).rows;
    }

    static StatementFailed failure(String sql) {
        return catchThrowableOfType(StatementFailed.class, () -> run(sql));
    }

    static Statement statement(String sql) {
        return new Statement(sql, "AwsDataCatalog", DATABASE, "s3://lake/results/");
    }

    static Engine engine(LocalLake lake) {
        return ((EngineRunner) lake.engine()).engine();
    }

    /** Runs a statement of the engine's own, which Athena has not. */
    static void raw(LocalLake lake, String sql) {
        try (Query query = Query.start(HttpClient.newHttpClient(), session(lake), sql)) {
            while (query.advance()) {
                continue;
            }
        } catch (Exception e) {
            throw new AssertionError(sql, e);
        }
    }

    static Session session(LocalLake lake) throws IOException, InterruptedException {
        return new Session(engine(lake).address(), Translation.CATALOG, DATABASE, Map.of());
    }
}
