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

    /** The name of the dataset that is meant. */
    public DatasetName name(Shell shell) {
        return choose(shell).name();
    }

    /** The dataset that is meant, of a pipeline that ran here or is named. */
    public ChosenDataset choose(Shell shell) {
        Optional<LocalPipeline> local =
                pipeline == null && dataset != null ? Optional.empty() : new Projects(shell.folder()).find(pipeline);
        String name =
                pipeline != null ? pipeline : local.map(LocalPipeline::name).orElse(dataset);
        if (name == null) {
            throw new ConfigException("Missing pipeline: none has run in this folder (name one, or give --dataset)");
        }
        String known = local.flatMap(LocalPipeline::known)
                .map(WorkingFolder.Known::dataset)
                .orElse(name);
        return new ChosenDataset(new DatasetName(name, dataset == null ? known : dataset), local);
    }
}
