package dev.tributary.engine;

import io.trino.plugin.hive.HivePlugin;
import io.trino.plugin.iceberg.IcebergPlugin;
import io.trino.server.testing.TestingTrinoServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Trino over one local lake, as a child of the process that has the lake open. Standard input gives the settings, lines of
 * {@code key=value} up to an empty one; {@code ready <address>} on standard output says that statements are answered. The
 * process ends when its standard input does, hence with its parent, however that ends.
 *
 * <p>The server class is Trino's own for tests: it promises nothing between versions, so it is named here only.
 */
public final class EngineServer {
    /** Both catalogs show all tables of Glue, each redirecting to the other what is not its format. */
    private static final String HIVE = "awsdatacatalog";

    private static final String ICEBERG = HIVE + "_iceberg";

    private EngineServer() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        // Trino's logging takes the process's standard output for itself.
        PrintStream out = System.out;
        Properties settings = settings(System.in);
        Thread.ofPlatform().daemon().name("parent").start(() -> endWith(System.in));
        try {
            out.println("ready " + start(settings));
            out.flush();
        } catch (RuntimeException e) {
            e.printStackTrace();
            // What was started so far would keep the process.
            Runtime.getRuntime().halt(1);
        }
    }

    private static URI start(Properties settings) {
        TestingTrinoServer server = TestingTrinoServer.builder()
                .setProperties(serverProperties(settings))
                .build();
        server.installPlugin(new HivePlugin());
        server.installPlugin(new IcebergPlugin());
        server.createCatalog(HIVE, "hive", hive(settings));
        server.createCatalog(ICEBERG, "iceberg", iceberg(settings));
        server.createCatalog("unload", "hive", unload(settings));
        return server.getBaseUrl();
    }

    private static Properties settings(InputStream in) throws IOException {
        Properties settings = new Properties();
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b != '\n') {
                line.append((char) b);
                continue;
            }
            if (line.isEmpty()) {
                return settings;
            }
            String text = new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            int equals = text.indexOf('=');
            settings.setProperty(text.substring(0, equals), text.substring(equals + 1));
            line.setLength(0);
        }
        throw new IOException("standard input ended within the settings");
    }

    private static void endWith(InputStream in) {
        try {
            while (in.read() >= 0) {
                // The parent has nothing more to say.
            }
        } catch (IOException e) {
            // Then it is gone as well.
        }
        Runtime.getRuntime().halt(0);
    }

    private static Map<String, String> serverProperties(Properties settings) {
        return Map.of(
                "web-ui.enabled", "false",
                "query.max-memory-per-node", settings.getProperty("query-memory"),
                "query.max-memory", settings.getProperty("query-memory"),
                "query.max-length", "1000000",
                "query.max-history", "50");
    }

    private static Map<String, String> storage(Properties settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put("fs.s3.enabled", "true");
        properties.put("s3.endpoint", settings.getProperty("s3"));
        properties.put("s3.region", settings.getProperty("region"));
        properties.put("s3.path-style-access", "true");
        properties.put("s3.aws-access-key", settings.getProperty("access-key"));
        properties.put("s3.aws-secret-key", settings.getProperty("secret-key"));
        return properties;
    }

    private static Map<String, String> lake(Properties settings) {
        Map<String, String> properties = storage(settings);
        properties.put("hive.metastore.glue.region", settings.getProperty("region"));
        properties.put("hive.metastore.glue.endpoint-url", settings.getProperty("glue"));
        properties.put("hive.metastore.glue.aws-access-key", settings.getProperty("access-key"));
        properties.put("hive.metastore.glue.aws-secret-key", settings.getProperty("secret-key"));
        return properties;
    }

    private static Map<String, String> hive(Properties settings) {
        Map<String, String> properties = lake(settings);
        properties.put("hive.metastore", "glue");
        properties.put("hive.iceberg-catalog-name", ICEBERG);
        properties.put("hive.non-managed-table-writes-enabled", "true");
        properties.put("hive.partition-projection-enabled", "true");
        properties.put("hive.recursive-directories", "true");
        properties.put("hive.collect-column-statistics-on-write", "false");
        return properties;
    }

    private static Map<String, String> iceberg(Properties settings) {
        Map<String, String> properties = lake(settings);
        properties.put("iceberg.catalog.type", "glue");
        properties.put("iceberg.hive-catalog-name", HIVE);
        properties.put("iceberg.unique-table-location", "false");
        properties.put("iceberg.expire-snapshots.min-retention", "0s");
        properties.put("iceberg.remove-orphan-files.min-retention", "0s");
        properties.put("iceberg.allowed-extra-properties", "*");
        properties.put("iceberg.extended-statistics.collect-on-write", "false");
        // For OPTIMIZE; writes of rows have Athena's limit in their session.
        properties.put("iceberg.max-partitions-per-writer", "1000000");
        return properties;
    }

    /** What UNLOAD writes is a table for a moment; this catalog keeps such tables out of Glue. */
    private static Map<String, String> unload(Properties settings) {
        Map<String, String> properties = storage(settings);
        properties.put("hive.metastore", "file");
        properties.put("hive.metastore.catalog.dir", "local:///");
        properties.put("fs.local.enabled", "true");
        properties.put("local.location", Path.of(settings.getProperty("scratch")).toString());
        properties.put("hive.non-managed-table-writes-enabled", "true");
        return properties;
    }
}
