package dev.tributary.lake.engine.client;

import java.net.URI;
import java.util.Map;

/**
 * In what a statement runs.
 *
 * @param properties the engine's, by name, and its catalogs', by {@code catalog.name}
 */
public record Session(URI server, String catalog, String schema, Map<String, String> properties) {
    public Session {
        properties = Map.copyOf(properties);
    }
}
