package dev.tributary.cli.project;

import dev.tributary.Pipeline;
import dev.tributary.cli.lake.Lake;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.config.Settings;
import dev.tributary.destination.DatasetName;

/** Makes the pipelines that commands work on. */
public final class Pipelines {
    private Pipelines() {}

    /** A pipeline of the project, by its own settings. */
    public static Pipeline of(Shell shell, DatasetName name, Lake lake, Settings settings) {
        return Pipeline.of(
                name.pipeline(),
                name.dataset(),
                lake.destination(),
                Projects.workingFolder(shell.folder(), name.pipeline()),
                PipelineSettings.run(settings.forPipeline(name.pipeline())));
    }
}
