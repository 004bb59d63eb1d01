package dev.tributary.drop;

import java.util.List;

/**
 * What {@code Pipeline.drop} takes away.
 *
 * @param schema the schema, which is also the source's name
 * @param resources names of resources, or {@code re:} and a regular expression of them; their tables and states go
 * @param statePaths paths in the source's state, as {@code name.of.field}, or {@code *} for all but resources
 * @param all whether all resources go
 * @param stateOnly whether tables stay
 */
public record Drop(String schema, List<String> resources, List<String> statePaths, boolean all, boolean stateOnly) {
    public Drop {
        resources = List.copyOf(resources);
        statePaths = List.copyOf(statePaths);
    }
}
