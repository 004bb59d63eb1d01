package dev.tributary.cli.source;

import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.error.ConfigException;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.reflect.SourceReader;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do: arguments of the command completed by {@code [pipelines.<name>]} in the settings.
 *
 * @param source what the source is called; a ready source, a {@code .java} file or a class
 * @param pipeline the pipeline's name; the source's where absent
 * @param dataset the dataset's name; the pipeline's where absent
 */
public record Target(
        String source,
        @Nullable String pipeline,
        @Nullable String dataset,
        @Nullable ClassPath classPath,
        @Nullable WriteDisposition disposition,
        @Nullable TableFormat format) {

    private static final Pattern PIPELINE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    public Target {
        if (pipeline != null && !PIPELINE_NAME.matcher(pipeline).matches()) {
            throw new ConfigException(
                    "Invalid pipeline name: '%s' (letters, digits, _ and -, at most 100)".formatted(pipeline));
        }
    }

    /** Completes what was given by the settings of the pipeline of that name, if there are any. */
    public Target completed(Settings settings) {
        Optional<Setting> configured = settings.find("pipelines." + source + ".source");
        if (configured.isEmpty()) {
            return this;
        }
        String section = "pipelines." + source + ".";
        return new Target(
                configured.get().asText(),
                pipeline == null ? source : pipeline,
                dataset == null ? text(settings, section + "dataset") : dataset,
                classPath == null ? classPath(settings, section + "classpath") : classPath,
                disposition == null
                        ? settings.find(section + "write_disposition")
                                .map(Target::disposition)
                                .orElse(null)
                        : disposition,
                format == null
                        ? settings.find(section + "table_format")
                                .map(s -> s.asOneOf(TableFormat.class))
                                .orElse(null)
                        : format);
    }

    /** What a setting says of all resources; to skip them all is no run. */
    public static WriteDisposition disposition(Setting setting) {
        return WriteDisposition.valueOf(
                setting.asOneOf("append", "replace", "merge").toUpperCase(Locale.ROOT));
    }

    /** Reads the source, and makes its resources do what was asked for instead of what they say. Notes the source's secrets. */
    public SourceDefinition read(SourceClasses classes, Settings settings, Set<String> secrets) {
        SourceDefinition definition =
                SourceReader.read(classes.find(source), new SourceSettings(settings, pipeline, secrets));
        UnaryOperator<ResourceDefinition> byDisposition = r -> disposition == null ? r : r.with(disposition);
        UnaryOperator<ResourceDefinition> byFormat = r -> format == null ? r : r.with(format);
        return definition.change(byDisposition).change(byFormat);
    }

    private static @Nullable ClassPath classPath(Settings settings, String key) {
        return settings.find(key).map(s -> new ClassPath(key, s.asText())).orElse(null);
    }

    private static @Nullable String text(Settings settings, String key) {
        return settings.find(key).map(Setting::asText).orElse(null);
    }
}
