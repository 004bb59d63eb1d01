package dev.tributary.drop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.loadpackage.Removal;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.state.PipelineState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Schema and state from which a load goes on once tables and states are taken away, and what goes from the lake. */
public record Reset(Schema schema, PipelineState state, Removal removal) {
    private static final String SYSTEM_PREFIX = "_dlt";
    private static final String RESOURCES = "resources";

    /** Takes nothing away. */
    public static Reset none(Schema schema, PipelineState state) {
        return new Reset(schema, state, Removal.NONE);
    }

    /** What a run forgets before a source is extracted; null for nothing. */
    public static Reset before(
            SourceDefinition source, Schema schema, PipelineState state, @Nullable RefreshMode mode) {
        return mode == null ? none(schema, state) : refresh(mode, source, schema, state);
    }

    private static Reset refresh(RefreshMode mode, SourceDefinition source, Schema schema, PipelineState state) {
        List<String> selected = source.resources().stream()
                .filter(ResourceDefinition::selected)
                .map(ResourceDefinition::name)
                .toList();
        return switch (mode) {
            case DROP_SOURCES ->
                new Reset(
                        schema.without(tables(schema, r -> true)),
                        state.withoutSource(source.name()),
                        new Removal(tables(schema, r -> true), List.of()));
            case DROP_RESOURCES -> {
                List<String> tables = tables(schema, selected::contains);
                yield new Reset(
                        schema.without(tables),
                        withoutResources(state, source.name(), selected),
                        new Removal(tables, List.of()));
            }
            case DROP_DATA ->
                new Reset(
                        schema,
                        withoutResources(state, source.name(), selected),
                        new Removal(List.of(), tables(schema, selected::contains)));
        };
    }

    /** What a drop takes away, told in a report. */
    public static Reset drop(
            Drop drop, Schema schema, PipelineState state, List<String> stateNames, List<String> paths) {
        List<String> tables = drop.stateOnly() ? List.of() : tables(schema, chosen(drop));
        PipelineState left = withoutResources(state, drop.schema(), stateNames);
        for (String path : paths) {
            left = left.withoutPath(drop.schema(), List.of(path.split("\\.")));
        }
        return new Reset(schema.without(tables), left, new Removal(tables, List.of()));
    }

    /** The resources that have a state and are chosen. */
    public static List<String> resourceStates(Drop drop, PipelineState state) {
        List<String> names = new ArrayList<>();
        state.source(drop.schema()).path(RESOURCES).fieldNames().forEachRemaining(names::add);
        return names.stream().filter(chosen(drop)).toList();
    }

    /** The state's paths that there are. */
    public static List<String> statePaths(Drop drop, PipelineState state) {
        ObjectNode source = state.source(drop.schema());
        List<String> found = new ArrayList<>();
        for (String path : drop.statePaths()) {
            if (path.equals("*")) {
                source.fieldNames().forEachRemaining(f -> {
                    if (!f.equals(RESOURCES)) {
                        found.add(f);
                    }
                });
            } else if (!source.at("/" + path.replace('.', '/')).isMissingNode()) {
                found.add(path);
            }
        }
        return found;
    }

    /** The names that were asked for and that choose neither a table nor a state. */
    public static List<String> unknown(Drop drop, Schema schema, PipelineState state) {
        List<String> known = new ArrayList<>(resourceStates(drop, state));
        schema.tables().values().forEach(t -> {
            if (t.resource() != null) {
                known.add(t.resource());
            }
        });
        return drop.resources().stream()
                .filter(r -> known.stream().noneMatch(matching(r)))
                .toList();
    }

    private static Predicate<String> chosen(Drop drop) {
        return resource -> drop.all()
                || drop.resources().stream().anyMatch(r -> matching(r).test(resource));
    }

    private static Predicate<String> matching(String name) {
        return name.startsWith("re:")
                ? Pattern.compile(name.substring("re:".length())).asMatchPredicate()
                : name::equals;
    }

    /** The tables of resources, each after those that are nested in it; those of the system never. */
    private static List<String> tables(Schema schema, Predicate<String> resource) {
        List<String> tables = new ArrayList<>();
        for (Table table : schema.tables().values()) {
            Table root = schema.root(table);
            boolean isChosen = root.resource() != null && resource.test(root.resource());
            if (isChosen && !root.name().startsWith(SYSTEM_PREFIX)) {
                tables.add(0, table.name());
            }
        }
        return tables;
    }

    private static PipelineState withoutResources(PipelineState state, String source, List<String> resources) {
        PipelineState left = state;
        for (String resource : resources) {
            left = left.withoutPath(source, List.of(RESOURCES, resource));
        }
        return left;
    }
}
