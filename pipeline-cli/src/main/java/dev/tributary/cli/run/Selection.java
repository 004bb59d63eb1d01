package dev.tributary.cli.run;

import dev.tributary.config.WrittenDuration;
import dev.tributary.error.ConfigException;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.definition.Step;
import dev.tributary.source.incremental.IncrementalDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what of a source is read. */
final class Selection {
    @Option(
            names = "--resource",
            paramLabel = "<names>",
            split = ",",
            description = "Only these resources, separated by commas; may be repeated.")
    private List<String> resources = new ArrayList<>();

    @Option(
            names = "--limit",
            paramLabel = "<n or time>",
            description = "Take only the first records of each resource: so many, or for so long (as 30s, 5m).")
    private @Nullable String limit;

    @Option(
            names = "--initial-value",
            paramLabel = "<value>",
            description = "Where the first run of incremental resources starts.")
    private @Nullable String initialValue;

    @Option(
            names = "--end-value",
            paramLabel = "<value>",
            description =
                    "Where incremental resources end: a backfill from the initial value, which no later run sees.")
    private @Nullable String endValue;

    /** What is left of the source. */
    SourceDefinition of(SourceDefinition all) {
        SourceDefinition selected = resources.isEmpty() ? all : all.select(resources.toArray(String[]::new));
        SourceDefinition limited = limit == null ? selected : selected.with(limit(limit));
        if (initialValue == null && endValue == null) {
            return limited;
        }
        if (limited.resources().stream().noneMatch(r -> r.selected() && r.incremental() != null)) {
            throw new ConfigException("Cannot take %s: none of the resources is incremental (%s)"
                    .formatted(
                            initialValue == null ? "--end-value" : "--initial-value",
                            String.join(
                                    ", ",
                                    limited.resources().stream()
                                            .filter(ResourceDefinition::selected)
                                            .map(ResourceDefinition::name)
                                            .toList())));
        }
        return limited.change(r -> r.incremental() == null ? r : r.incremental(ranged(r.incremental())));
    }

    private IncrementalDefinition ranged(IncrementalDefinition defined) {
        Object initial = initialValue == null ? defined.initialValue() : initialValue;
        return endValue == null ? defined.initialValue(initial) : defined.backfill(initial, endValue);
    }

    private static Step limit(String text) {
        if (text.matches("[0-9]{1,18}")) {
            return new Step.FirstRecords(Long.parseLong(text));
        }
        return WrittenDuration.parse(text)
                .map(Step.FirstTime::new)
                .orElseThrow(() -> new ConfigException(
                        "Invalid --limit: '%s' (a number of records, or a duration such as 30s, 5m or 1h)"
                                .formatted(text)));
    }
}
