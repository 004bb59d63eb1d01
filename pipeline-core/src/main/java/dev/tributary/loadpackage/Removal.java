package dev.tributary.loadpackage;

import java.util.List;

/** What a load takes from the lake besides what its tables replace: whole tables, and all rows of others. */
public record Removal(List<String> dropped, List<String> truncated) {
    public static final Removal NONE = new Removal(List.of(), List.of());

    public Removal {
        dropped = List.copyOf(dropped);
        truncated = List.copyOf(truncated);
    }

    public boolean isEmpty() {
        return dropped.isEmpty() && truncated.isEmpty();
    }
}
