package dev.tributary;

import dev.tributary.destination.DatasetName;
import dev.tributary.destination.Destination;
import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.StoredState;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.schema.Schema;
import dev.tributary.schema.form.SchemaFiles;
import dev.tributary.state.PipelineState;
import java.time.Clock;
import java.util.Optional;

/**
 * What all that a pipeline does has in common: its name, the dataset that it loads into, the folder that it works in, and
 * how it works.
 *
 * @param dataset the dataset's name, normalized
 */
record Workplace(
        String name,
        String dataset,
        Destination destination,
        WorkingFolder folder,
        RunSettings settings,
        Clock clock,
        SchemaFiles files) {

    /** The load that a pipeline goes on from where it has loaded nothing. */
    private static final LoadId NONE = new LoadId("0.000000");

    DestinationSession open() {
        return destination.open(new DatasetName(name, dataset));
    }

    /** State and schema as of the newest load: the folder's where it knows that one, or else the lake's. */
    WorkingFolder.Known known(DestinationSession session, Optional<LoadId> newest, String schema) {
        Optional<WorkingFolder.Known> local = folder.read()
                .filter(k -> k.dataset().equals(dataset) && k.schema().name().equals(schema));
        if (local.isPresent() && newest.equals(Optional.of(local.get().loadId()))) {
            return local.get();
        }
        Optional<StoredState> stored = newest.isEmpty() ? Optional.empty() : session.restore(schema);
        return new WorkingFolder.Known(
                newest.orElse(NONE),
                dataset,
                stored.map(StoredState::state).orElseGet(() -> PipelineState.initial(name, dataset, schema)),
                stored.flatMap(StoredState::schema).orElseGet(() -> Schema.empty(schema)));
    }

    /** The schema that the pipeline uses here, or else the first that it ever used. */
    String schemaName(DestinationSession session, Optional<LoadId> newest) {
        Optional<String> local = folder.read()
                .filter(k -> k.dataset().equals(dataset) && newest.equals(Optional.of(k.loadId())))
                .map(k -> k.schema().name());
        return local.or(() -> session.restore(name).map(s -> s.state().defaultSchema()))
                .orElse(name);
    }
}
