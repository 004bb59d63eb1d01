package dev.tributary.cli;

import dev.tributary.Pipeline;
import dev.tributary.config.Settings;
import dev.tributary.destination.DatasetName;

/** Makes the pipelines that commands work on. */
final class Pipelines {
    private Pipelines() {}

    /** A pipeline of the project, by its own settings. */
    static Pipeline of(Shell shell, DatasetName name, Lake lake, Settings settings) {
        return Pipeline.of(
                name.pipeline(),
                name.dataset(),
                lake.destination(),
                Projects.workingFolder(shell.folder(), name.pipeline()),
                RunCommand.runSettings(settings.forPipeline(name.pipeline())));
    }
}
