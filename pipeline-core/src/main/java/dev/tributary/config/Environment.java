package dev.tributary.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings from environment variables: the key in upper case, its parts joined by {@code __}. A key without a section is
 * not looked for, because PATH, HOME and USER mean something else.
 */
record Environment(Map<String, String> variables) implements Layer {
    Environment {
        variables = Map.copyOf(variables);
    }

    @Override
    public Optional<Object> find(List<String> path) {
        return path.size() < 2 ? Optional.empty() : Optional.ofNullable(variables.get(spelled(path)));
    }

    @Override
    public String spelled(List<String> path) {
        return path.size() < 2
                ? ""
                : String.join("__", path).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    @Override
    public String place() {
        return "environment";
    }

    @Override
    public Set<List<String>> paths() {
        return variables.keySet().stream()
                .filter(name -> name.contains("__") && !name.startsWith("_"))
                .map(name -> Arrays.asList(name.toLowerCase(Locale.ROOT).split("__")))
                .collect(Collectors.toSet());
    }
}
