package dev.tributary.drop;

import java.util.List;

/**
 * What is dropped, or would be.
 *
 * @param tables tables that go, nested ones included
 * @param resourceStates resources whose states go
 * @param statePaths paths in the source's state that go
 * @param unknown names that were asked for and that nothing is known of
 */
public record DropReport(
        String pipeline,
        String dataset,
        List<String> tables,
        List<String> resourceStates,
        List<String> statePaths,
        List<String> unknown) {
    public DropReport {
        tables = List.copyOf(tables);
        resourceStates = List.copyOf(resourceStates);
        statePaths = List.copyOf(statePaths);
        unknown = List.copyOf(unknown);
    }

    /** Whether nothing goes. */
    public boolean isEmpty() {
        return tables.isEmpty() && resourceStates.isEmpty() && statePaths.isEmpty();
    }
}
