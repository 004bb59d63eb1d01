package dev.tributary.extract;

import dev.tributary.source.ResourceState;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.Records;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.definition.Transformation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A resource that opens its records, and the transformers that follow from it: read by one thread, in one pass. */
final class Family implements Lookahead.Producer<RecordBatch> {
    private final SourceDefinition source;
    private final ResourceDefinition root;
    private final Map<String, ResourceState> states;
    private final Duration patience;

    private Family(
            SourceDefinition source, ResourceDefinition root, Map<String, ResourceState> states, Duration patience) {
        this.patience = patience;
        this.source = source;
        this.root = root;
        this.states = states;
    }

    /** The families of which something is selected, in the order of their first resources. */
    static List<Family> of(SourceDefinition source, Map<String, ResourceState> states, Duration patience) {
        return source.resources().stream()
                .filter(r -> r.origin() instanceof Records && isWanted(source, r))
                .map(r -> new Family(source, r, states, patience))
                .toList();
    }

    /** Whether a resource or any that follows from it is selected. */
    static boolean isWanted(SourceDefinition source, ResourceDefinition resource) {
        return resource.selected() || transformers(source, resource).stream().anyMatch(t -> isWanted(source, t));
    }

    private static List<ResourceDefinition> transformers(SourceDefinition source, ResourceDefinition resource) {
        return source.resources().stream()
                .filter(r -> r.origin() instanceof Transformation t && t.from().equals(resource.name()))
                .toList();
    }

    @Override
    public String name() {
        return root.name();
    }

    @Override
    public void produce(Lookahead.Output<RecordBatch> output) throws InterruptedException {
        try (Branch branch = branch(root, output)) {
            if (!branch.isFull()) {
                branch.acceptAll(open(branch.state()));
            }
            branch.end();
        } catch (InterruptedException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw Failed.reading(root.name(), e);
        }
    }

    private Stream<?> open(ResourceState state) throws InterruptedException {
        try {
            return root.records().open(state);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw Failed.reading(root.name(), e);
        }
    }

    private Branch branch(ResourceDefinition resource, Lookahead.Output<RecordBatch> output) {
        List<Feed> feeds = new ArrayList<>();
        for (ResourceDefinition child : transformers(source, resource)) {
            if (isWanted(source, child)) {
                feeds.add(new Feed((Transformation) child.origin(), branch(child, output), patience));
            }
        }
        return new Branch(resource, states.get(resource.name()), feeds, output);
    }
}
