package dev.tributary.config;

import dev.tributary.error.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings from all places, the first that has one wins: explicit arguments, {@code --set}, environment variables, {@code
 * .dlt/secrets.toml}, {@code .dlt/config.toml}, the same two files in the home folder, the default. In each place a key is
 * looked for below the pipeline's name first; the keys of sources and credentials also in shorter sections, as dlt does.
 * Immutable.
 */
public final class Settings {
    /** What settings of sources are called that must not show, wherever they stand. */
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(secret|token|passw|credential|private|api_?key|access_key|auth|signature|dsn|connection)",
            Pattern.CASE_INSENSITIVE);

    private final List<Layer> layers;
    private final Path folder;
    private final @Nullable String pipeline;

    private Settings(List<Layer> layers, Path folder, @Nullable String pipeline) {
        this.layers = List.copyOf(layers);
        this.folder = folder;
        this.pipeline = pipeline;
    }

    /**
     * Reads the settings of a project, and tells all that is wrong with them at once: unknown keys, and values that their
     * settings can't have where they would count.
     *
     * @param sets what the command line sets, by full keys
     * @param environment the environment's variables
     * @param folder the project's folder, in which {@code .dlt} is
     * @param home the user's folder, in which there may be another {@code .dlt}
     */
    public static Settings read(Map<String, String> sets, Map<String, String> environment, Path folder, Path home) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Arguments(sets, "--set"));
        layers.add(new Environment(environment));
        layers.add(TomlFile.read(folder.resolve(".dlt/secrets.toml"), ".dlt/secrets.toml", true, true));
        layers.add(TomlFile.read(folder.resolve(".dlt/config.toml"), ".dlt/config.toml", false, true));
        if (!home.equals(folder)) {
            layers.add(TomlFile.read(home.resolve(".dlt/secrets.toml"), "~/.dlt/secrets.toml", true, false));
            layers.add(TomlFile.read(home.resolve(".dlt/config.toml"), "~/.dlt/config.toml", false, false));
        }
        Settings settings = new Settings(layers, folder, null);
        settings.check();
        return settings;
    }

    /** The same settings, with the keys below that pipeline's name looked at first. */
    public Settings forPipeline(String name) {
        return new Settings(layers, folder, name);
    }

    /** The same settings with an explicit value that wins over every place; messages name it by the option. */
    public Settings with(String key, String value, String option) {
        List<Layer> all = new ArrayList<>(layers);
        all.add(0, new Arguments(Map.of(key, value), option));
        return new Settings(all, folder, pipeline);
    }

    /** The setting, if some place has it or it has a default. */
    public Optional<Setting> find(String key) {
        List<String> path = List.of(key.split("\\."));
        List<List<String>> candidates = candidates(path);
        Optional<KnownSetting> known = KnownSettings.find(path);
        boolean secret = known.map(KnownSetting::secret).orElse(false);
        for (Layer layer : layers) {
            for (List<String> candidate : candidates) {
                Optional<Object> value = layer.find(candidate);
                if (value.isPresent()) {
                    boolean hidden = secret || layer.secret();
                    return Optional.of(new Setting(key, value.get(), layer.place(), folder, hidden));
                }
            }
        }
        return known.map(KnownSetting::defaultValue).map(v -> new Setting(key, v, "default", folder, false));
    }

    /** The setting, or a failure that names every place that was searched. */
    public Setting get(String key) {
        return find(key).orElseThrow(() -> missing(key));
    }

    /** The failure that says where a setting was looked for. */
    public ConfigException missing(String key) {
        List<List<String>> candidates = candidates(List.of(key.split("\\.")));
        String places = layers.stream()
                .filter(Layer::listed)
                .map(layer -> place(layer, candidates))
                .collect(Collectors.joining(", "));
        return new ConfigException("Missing setting '%s' (looked in: %s)".formatted(key, places));
    }

    /** The names that a section has, such as those of the pipelines, in order. */
    public Set<String> names(String section) {
        return layers.stream()
                .flatMap(l -> l.paths().stream())
                .filter(p -> p.size() > 1 && p.get(0).equals(section))
                .map(p -> p.get(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Every setting of ours that has a value, by key. A secret is masked, and so is what looks like one by its name, because
     * sources have settings of any kind.
     */
    public List<ResolvedSetting> resolved() {
        return all().entrySet().stream()
                .map(s -> new ResolvedSetting(
                        s.getKey(),
                        isHidden(s.getKey(), s.getValue())
                                ? Secret.MASK
                                : s.getValue().raw(),
                        s.getValue().place()))
                .toList();
    }

    /** The values that {@link #resolved} masks, and whatever else is a secret or looks like one in these places. */
    public Set<String> hidden() {
        Set<String> hidden = new HashSet<>();
        all().forEach((key, setting) -> {
            if (isHidden(key, setting)) {
                hidden.add(setting.raw());
            }
        });
        for (Layer layer : layers) {
            layer.paths().stream()
                    .filter(path -> layer.secret()
                            || SECRET_NAME.matcher(String.join(".", path)).find())
                    .flatMap(path -> layer.find(path).stream())
                    .forEach(value -> hidden.add(value.toString()));
            if (layer instanceof Environment environment) {
                environment.variables().forEach((name, value) -> {
                    if (SECRET_NAME.matcher(name).find()) {
                        hidden.add(value);
                    }
                });
            }
        }
        return hidden;
    }

    private static boolean isHidden(String key, Setting setting) {
        return setting.isSecret() || SECRET_NAME.matcher(key).find();
    }

    private SortedMap<String, Setting> all() {
        Set<String> keys = new TreeSet<>();
        for (Layer layer : layers) {
            layer.paths().stream()
                    .filter(KnownSettings::isOurs)
                    .map(path -> String.join(".", path))
                    .forEach(keys::add);
        }
        KnownSettings.ALL.stream()
                .map(KnownSetting::key)
                .filter(key -> !key.contains("*"))
                .forEach(keys::add);
        SortedMap<String, Setting> all = new TreeMap<>();
        keys.forEach(key -> find(key).ifPresent(setting -> all.put(key, setting)));
        return all;
    }

    /** The project's folder, at which relative paths start. */
    public Path folder() {
        return folder;
    }

    private static String place(Layer layer, List<List<String>> candidates) {
        String names = candidates.stream()
                .map(layer::spelled)
                .filter(n -> !n.isEmpty())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? layer.place() : layer.place() + " " + names;
    }

    private List<List<String>> candidates(List<String> path) {
        List<List<String>> shortened = shortened(path);
        if (pipeline == null) {
            return shortened;
        }
        List<List<String>> all = new ArrayList<>();
        shortened.forEach(p -> all.add(below(pipeline, p)));
        all.addAll(shortened);
        return all;
    }

    private static List<String> below(String name, List<String> path) {
        List<String> longer = new ArrayList<>(path);
        longer.add(0, name);
        return longer;
    }

    /** The sections before the key, and for credentials before their section, are left away from right to left. */
    private static List<List<String>> shortened(List<String> path) {
        List<List<String>> all = new ArrayList<>();
        all.add(path);
        boolean credentials = path.size() == 4
                && path.get(0).equals("destination")
                && path.get(2).equals("credentials");
        String key = path.get(path.size() - 1);
        if (credentials) {
            all.add(List.of("destination", "credentials", key));
            all.add(List.of("credentials", key));
            all.add(List.of(key));
        } else if (path.get(0).equals("sources")) {
            // A source's setting may be called like a section of ours, such as schema.
            int fewest = KnownSettings.isSection(key) ? 1 : 0;
            for (int sections = path.size() - 2; sections >= fewest; sections--) {
                List<String> shorter = new ArrayList<>(path.subList(0, sections));
                shorter.add(key);
                all.add(shorter);
            }
        }
        return all;
    }

    private void check() {
        List<String> problems = new ArrayList<>(unknownKeys());
        all().forEach((key, setting) -> {
            try {
                KnownSettings.findForAnyPipeline(List.of(key.split("\\."))).ifPresent(known -> known.check(setting));
            } catch (ConfigException e) {
                problems.add(e.getMessage());
            }
        });
        if (problems.size() == 1) {
            throw new ConfigException(problems.get(0));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(numbered(problems));
        }
    }

    private List<String> unknownKeys() {
        List<String> problems = new ArrayList<>();
        for (Layer layer : layers) {
            layer.paths().stream()
                    .filter(path -> !KnownSettings.allows(path))
                    .map(path -> unknown(layer, path))
                    .sorted()
                    .forEach(problems::add);
        }
        return problems;
    }

    private static String unknown(Layer layer, List<String> path) {
        String name = layer.spelled(path).isEmpty() ? String.join(".", path) : layer.spelled(path);
        String hint = KnownSettings.suggestion(path)
                .map(s -> layer.spelled(path).isEmpty() ? s : layer.spelled(List.of(s.split("\\."))))
                .map(s -> " (did you mean '%s'?)".formatted(s))
                .orElse(" (docs/reference/settings.md lists those that exist)");
        return "Unknown setting '%s' in %s%s".formatted(name, layer.place(), hint);
    }

    private static String numbered(List<String> problems) {
        StringBuilder text = new StringBuilder("Cannot use the settings: %d problems".formatted(problems.size()));
        for (int i = 0; i < problems.size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(problems.get(i));
        }
        return text.toString();
    }
}
