package dev.tributary.source.definition;

import java.util.List;

/**
 * A {@code Source} class whose resources are known only once its settings are: files that match a pattern, tables of a
 * database. Its {@code Resource} methods, if it has any, count as well.
 */
public interface DynamicSource {
    /** The resources, in order. Called once, when the source is read. */
    List<ResourceDefinition> resources();
}
