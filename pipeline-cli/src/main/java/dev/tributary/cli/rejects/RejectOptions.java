package dev.tributary.cli.rejects;

import dev.tributary.rejects.RejectFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which rejects are meant. */
final class RejectOptions {
    @Option(
            names = "--resource",
            paramLabel = "<names>",
            split = ",",
            description = "Only rejects of these resources, separated by commas.")
    private List<String> resources = new ArrayList<>();

    @Option(
            names = "--table",
            paramLabel = "<names>",
            split = ",",
            description = "Only rejects of the resources that write to these tables.")
    private List<String> tables = new ArrayList<>();

    RejectFilter filter() {
        return new RejectFilter(Set.copyOf(resources), Set.copyOf(tables));
    }
}
