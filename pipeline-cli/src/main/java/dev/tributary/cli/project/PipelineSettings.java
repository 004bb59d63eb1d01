package dev.tributary.cli.project;

import dev.tributary.RunSettings;
import dev.tributary.config.Redaction;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.parquet.Compression;
import dev.tributary.report.Tracing;
import dev.tributary.schema.Detection;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what the settings say of a pipeline's runs. */
public final class PipelineSettings {
    /** More threads than this don't make a run faster, but need memory. */
    private static final int MOST_DEFAULT_WORKERS = 4;

    private PipelineSettings() {}

    /** What the trace of a run with these settings says; the secrets are those of its source. */
    public static Tracing tracing(Settings settings, Set<String> secrets) {
        return new Tracing(settings.get("trace.keep").asInt(), settings.resolved(), new Redaction(secrets));
    }

    /** How a run works. */
    public static RunSettings run(Settings settings) {
        return new RunSettings(
                        Math.max(1, settings.get("extract.workers").asInt()),
                        settings.get("normalize.memory").asBytes(),
                        settings.find("normalize.workers")
                                .map(Setting::asInt)
                                .map(n -> Math.max(1, n))
                                .orElse(Math.min(
                                        MOST_DEFAULT_WORKERS,
                                        Runtime.getRuntime().availableProcessors())),
                        settings.get("normalize.compression").asOneOf(Compression.class),
                        settings.get("normalize.row_group_size").asBytes(),
                        settings.get("normalize.file_size").asBytes(),
                        settings.get("schema.naming").asText(),
                        settings.find("normalize.max_rejects")
                                .map(Setting::asLong)
                                .orElse(null),
                        settings.find("normalize.max_table_nesting")
                                .map(Setting::asInt)
                                .orElse(null))
                .maxIdentifierLength(
                        settings.get("schema.max_identifier_length").asInt())
                .detections(settings.find("schema.detections")
                        .map(PipelineSettings::detections)
                        .orElse(null))
                .contract(ContractSetting.of(settings));
    }

    private static Set<Detection> detections(Setting setting) {
        Set<Detection> chosen = EnumSet.noneOf(Detection.class);
        for (String id : setting.asList()) {
            chosen.add(Detection.find(id)
                    .orElseThrow(() -> setting.invalid("any of "
                            + Arrays.stream(Detection.values())
                                    .map(Detection::id)
                                    .collect(Collectors.joining(", "))
                            + ", or none")));
        }
        return chosen;
    }
}
