package dev.tributary.cli.project;

import dev.tributary.WorkingFolder;
import dev.tributary.cli.lake.Lake;
import dev.tributary.cli.project.Projects.LocalPipeline;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.DestinationSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dataset that a command is about, and its pipeline as this project knows it, if it does. */
public record ChosenDataset(DatasetName name, Optional<LocalPipeline> local) {
    /** What the newest load from here left in this dataset. */
    public Optional<WorkingFolder.Known> known() {
        return local.flatMap(LocalPipeline::known).filter(k -> k.dataset().equals(name.dataset()));
    }

    /**
     * The schema that is meant: the named one, else the one that ran here last, else the first that the lake knows of the
     * pipeline, else the one called as the pipeline.
     */
    public String schema(@Nullable String named, Lake lake) {
        return named != null
                ? named
                : local.flatMap(LocalPipeline::known)
                        .map(k -> k.schema().name())
                        .orElseGet(() -> stored(lake));
    }

    private String stored(Lake lake) {
        try (DestinationSession session = lake.destination().open(name)) {
            return session.restore(name.pipeline())
                    .map(stored -> stored.state().defaultSchema())
                    .orElse(name.pipeline());
        }
    }
}
