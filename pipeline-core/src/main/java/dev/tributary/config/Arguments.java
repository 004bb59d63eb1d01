package dev.tributary.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Settings from the command line, by their full keys. */
record Arguments(Map<String, String> values, String place) implements Layer {
    Arguments {
        values = Map.copyOf(values);
    }

    @Override
    public Optional<Object> find(List<String> path) {
        return Optional.ofNullable(values.get(String.join(".", path)));
    }

    @Override
    public String spelled(List<String> path) {
        return "";
    }

    @Override
    public Set<List<String>> paths() {
        return values.keySet().stream().map(k -> List.of(k.split("\\."))).collect(Collectors.toSet());
    }

    @Override
    public boolean listed() {
        return false;
    }
}
