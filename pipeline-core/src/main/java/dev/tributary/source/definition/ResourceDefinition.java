package dev.tributary.source.definition;

import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.incremental.IncrementalDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resource: where its records come from, what is done with each on its way, what is known of the table they go to, and how
 * it is loaded incrementally, if it is. Records that are not new are left out after the steps, or before the first limit.
 *
 * <pre>{@code
 * ResourceDefinition issues = ResourceDefinition.of("issues", state -> client.issues())
 *         .filter((ObjectNode issue) -> issue.has("title"))
 *         .limit(1000);
 * ResourceDefinition comments = issues.transform("comments", (ObjectNode issue) -> client.comments(issue));
 * }</pre>
 */
public record ResourceDefinition(
        String name,
        TableHints hints,
        boolean selected,
        Origin origin,
        List<Step> steps,
        @Nullable IncrementalDefinition incremental) {

    public ResourceDefinition {
        steps = List.copyOf(steps);
    }

    /** A resource without steps. */
    public ResourceDefinition(String name, TableHints hints, boolean selected, Origin origin) {
        this(name, hints, selected, origin, List.of(), null);
    }

    /** A selected resource that appends to the table of its name. */
    public static ResourceDefinition of(String name, Records records) {
        return of(name, (Origin) records);
    }

    /** A selected transformer that appends to the table of its name. */
    public static ResourceDefinition of(String name, Transformation transformation) {
        return of(name, (Origin) transformation);
    }

    private static ResourceDefinition of(String name, Origin origin) {
        return new ResourceDefinition(name, TableHints.of(name), true, origin);
    }

    /** A transformer of that name which makes records of each of this resource's; it is selected. */
    public <T> ResourceDefinition transform(String newName, Function<T, ? extends Stream<?>> function) {
        return of(newName, Transformation.each(name, function));
    }

    /** What opens the records of a resource that is no transformer. */
    public Records records() {
        if (origin instanceof Records records) {
            return records;
        }
        throw new IllegalStateException("resource '" + name + "' is a transformer");
    }

    /** The same resource with other hints. */
    public ResourceDefinition with(TableHints newHints) {
        return new ResourceDefinition(name, newHints, selected, origin, steps, incremental);
    }

    /** The same resource with another disposition. */
    public ResourceDefinition with(WriteDisposition disposition) {
        return with(hints.disposition(disposition));
    }

    /** The same resource with another table format. */
    public ResourceDefinition with(TableFormat format) {
        return with(hints.format(format));
    }

    /** The same resource, taken by a run that names none, or not. */
    public ResourceDefinition selected(boolean taken) {
        return new ResourceDefinition(name, hints, taken, origin, steps, incremental);
    }

    /** The same resource, loaded incrementally; null means whole. */
    public ResourceDefinition incremental(@Nullable IncrementalDefinition definition) {
        return new ResourceDefinition(name, hints, selected, origin, steps, definition);
    }

    /** The same resource with one more step, after those it has. */
    public ResourceDefinition with(Step step) {
        List<Step> all = new ArrayList<>(steps);
        all.add(step);
        return new ResourceDefinition(name, hints, selected, origin, all, incremental);
    }

    /** Exchanges each record for another one; for none where the function returns null. */
    @SuppressWarnings("unchecked")
    public <T> ResourceDefinition map(Function<T, ? extends @Nullable Object> function) {
        return with(new Step.Mapping((Function<Object, ? extends @Nullable Object>) function));
    }

    /** Keeps the records for which the predicate is true. */
    @SuppressWarnings("unchecked")
    public <T> ResourceDefinition filter(Predicate<T> predicate) {
        return with(new Step.Filtering((Predicate<Object>) predicate));
    }

    /** Exchanges each record for any number of others. */
    @SuppressWarnings("unchecked")
    public <T> ResourceDefinition flatMap(Function<T, ? extends Stream<?>> function) {
        return with(new Step.Unfolding((Function<Object, ? extends Stream<?>>) function));
    }

    /** Takes so many records, and reads no further. */
    public ResourceDefinition limit(long count) {
        return with(new Step.FirstRecords(count));
    }

    /** Takes records for so long, and reads no further. */
    public ResourceDefinition limit(Duration time) {
        return with(new Step.FirstTime(time));
    }
}
