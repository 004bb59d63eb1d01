package dev.tributary.rejects;

import dev.tributary.schema.Schema;
import java.util.Set;

/** Which rejects are meant: those of the resources, or of resources that write to the tables; all where both are empty. */
public record RejectFilter(Set<String> resources, Set<String> tables) {
    /** All rejects. */
    public static final RejectFilter ALL = new RejectFilter(Set.of(), Set.of());

    public RejectFilter {
        resources = Set.copyOf(resources);
        tables = Set.copyOf(tables);
    }

    /** Whether a reject is meant, by the schema that tells which resource writes to which table. */
    public boolean matches(RejectedRecord reject, Schema schema) {
        if (resources.isEmpty() && tables.isEmpty()) {
            return true;
        }
        return resources.contains(reject.resource())
                || tables.contains(reject.resource())
                || schema.tables().values().stream()
                        .anyMatch(t -> reject.resource().equals(t.resource()) && tables.contains(t.name()));
    }
}
