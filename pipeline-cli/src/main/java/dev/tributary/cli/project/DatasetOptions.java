package dev.tributary.cli.project;

import dev.tributary.WorkingFolder;
import dev.tributary.cli.project.Projects.LocalPipeline;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.destination.DatasetName;
import dev.tributary.error.ConfigException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How commands that read a dataset are told which. */
public final class DatasetOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "<pipeline>",
            description = "The pipeline; not needed where there is only one.")
    private @Nullable String pipeline;

    @Option(names = "--dataset", paramLabel = "<name>", description = "The dataset; by default the pipeline's.")
    private @Nullable String dataset;

    /** The pipeline as this project knows it, if it does. */
    public Optional<LocalPipeline> local(Shell shell) {
        return pipeline == null && dataset != null ? Optional.empty() : new Projects(shell.folder()).find(pipeline);
    }

    /** Whether a dataset is the one that is named, or none is. */
    public boolean admits(String other) {
        return dataset == null || dataset.equals(other);
    }

    /** The dataset that is meant, of a pipeline that ran here or is named. */
    public DatasetName name(Shell shell) {
        Optional<LocalPipeline> local = local(shell);
        String name =
                pipeline != null ? pipeline : local.map(LocalPipeline::name).orElse(dataset);
        if (name == null) {
            throw new ConfigException("Missing pipeline: none has run in this folder (name one, or give --dataset)");
        }
        String known = local.flatMap(LocalPipeline::known)
                .map(WorkingFolder.Known::dataset)
                .orElse(name);
        return new DatasetName(name, dataset == null ? known : dataset);
    }
}
