package dev.tributary.source.definition;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How each record says which table it goes to, so that one resource fills several; all have the resource's hints. */
public sealed interface TableChoice {
    /** By the value of a field of the record, which stays in the row. */
    record Field(String name) implements TableChoice {}

    /** By a function of the record, which is a Jackson node where the records are JSON; null chooses none. */
    record ByFunction(Function<Object, @Nullable String> function) implements TableChoice {}
}
