package dev.tributary.source.definition;

import dev.tributary.config.Suggestion;
import dev.tributary.error.ConfigException;
import dev.tributary.schema.ColumnRule;
import dev.tributary.schema.Detection;
import dev.tributary.schema.SchemaContract;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A source: a name, which is also its schema's name, and its resources in order. Immutable; made from an annotated class
 * or by hand. Every transformer's other resource is one of them.
 *
 * @param rootKey whether rows of nested tables name the root row they belong to; absent for only where merging needs it
 * @param columnRules types and hints of new columns by their names, besides those of the schema
 * @param detections what values are taken for beyond their own type; absent for what the schema says, at first dlt's default
 */
public record SourceDefinition(
        String name,
        List<ResourceDefinition> resources,
        @Nullable Integer maxTableNesting,
        @Nullable Boolean rootKey,
        @Nullable Set<Detection> detections,
        @Nullable SchemaContract contract,
        List<ColumnRule> columnRules) {
    public SourceDefinition {
        resources = List.copyOf(resources);
        columnRules = List.copyOf(columnRules);
        for (ResourceDefinition resource : resources) {
            findProblem(resource, resources).ifPresent(p -> {
                throw new ConfigException("Cannot use source '%s': %s".formatted(name, p));
            });
        }
    }

    /** What is wrong with where a transformer's records come from, if anything. */
    private static Optional<String> findProblem(ResourceDefinition resource, List<ResourceDefinition> all) {
        Set<String> seen = new HashSet<>(Set.of(resource.name()));
        Origin origin = resource.origin();
        while (origin instanceof Transformation transformation) {
            String from = transformation.from();
            Optional<ResourceDefinition> parent =
                    all.stream().filter(r -> r.name().equals(from)).findFirst();
            if (parent.isEmpty()) {
                return Optional.of(unknownParent(resource.name(), from, names(all)));
            }
            if (!seen.add(from)) {
                return Optional.of("transformer '%s' takes records that are made of its own (from '%s')"
                        .formatted(resource.name(), from));
            }
            origin = parent.get().origin();
        }
        return Optional.empty();
    }

    /** The sentence about a transformer whose other resource does not exist. */
    public static String unknownParent(String transformer, String from, Collection<String> known) {
        return "transformer '%s' takes records from '%s', which is no resource%s"
                .formatted(transformer, from, hint(from, known));
    }

    private static List<String> names(List<ResourceDefinition> resources) {
        return resources.stream().map(ResourceDefinition::name).toList();
    }

    private static String hint(String name, Collection<String> known) {
        return " (available: %s%s)"
                .formatted(
                        String.join(", ", known),
                        Suggestion.closest(name, known)
                                .map(s -> "; did you mean '" + s + "'?")
                                .orElse(""));
    }

    /**
     * The same source with exactly these resources selected. A resource that only a selected transformer needs is read and
     * not loaded.
     *
     * @throws ConfigException when there is none of a name
     */
    public SourceDefinition select(String... names) {
        Set<String> chosen = new HashSet<>(Arrays.asList(names));
        Set<String> known = new HashSet<>(names(resources));
        for (String chosenName : names) {
            if (!known.contains(chosenName)) {
                throw new ConfigException("Unknown resource '%s' of source '%s'%s"
                        .formatted(chosenName, name, hint(chosenName, names(resources))));
            }
        }
        return change(r -> r.selected(chosen.contains(r.name())));
    }

    /** The same source with a step more for each resource that is no transformer, such as a limit. */
    public SourceDefinition with(Step step) {
        return change(r -> r.origin() instanceof Records ? r.with(step) : r);
    }

    /** The same source with each resource changed. */
    public SourceDefinition change(UnaryOperator<ResourceDefinition> change) {
        return with(resources.stream().map(change).toList());
    }

    /** A source without a contract whose nested rows name their root only where merging needs it. */
    public SourceDefinition(String name, List<ResourceDefinition> resources, @Nullable Integer maxTableNesting) {
        this(name, resources, maxTableNesting, null, null, null, List.of());
    }

    /** The same source whose nested rows name their root, or don't; null for where merging needs it. */
    public SourceDefinition rootKey(@Nullable Boolean named) {
        return new SourceDefinition(name, resources, maxTableNesting, named, detections, contract, columnRules);
    }

    /** The same source with other detections; null for those of the schema. */
    public SourceDefinition detections(@Nullable Set<Detection> chosen) {
        return new SourceDefinition(name, resources, maxTableNesting, rootKey, chosen, contract, columnRules);
    }

    /** The same source with what its records may change in the schema; null for everything. */
    public SourceDefinition contract(@Nullable SchemaContract newContract) {
        return new SourceDefinition(name, resources, maxTableNesting, rootKey, detections, newContract, columnRules);
    }

    /** The same source with other rules for new columns. */
    public SourceDefinition columnRules(ColumnRule... rules) {
        return new SourceDefinition(name, resources, maxTableNesting, rootKey, detections, contract, List.of(rules));
    }

    /** The same source with other resources. */
    public SourceDefinition with(List<ResourceDefinition> newResources) {
        return new SourceDefinition(name, newResources, maxTableNesting, rootKey, detections, contract, columnRules);
    }
}
