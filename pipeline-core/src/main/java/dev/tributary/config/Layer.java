package dev.tributary.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One of the places that settings come from. */
sealed interface Layer permits Arguments, Environment, TomlFile {
    /** The value under that path, if this place has it. */
    Optional<Object> find(List<String> path);

    /** The path as it is written here, as messages show it after the place: empty where keys are written in full. */
    String spelled(List<String> path);

    /** What messages call this place. */
    String place();

    /** Every key that is set here. */
    Set<List<String>> paths();

    /** Whether values from here never show. */
    default boolean secret() {
        return false;
    }

    /** Whether a missing setting's message lists this place. */
    default boolean listed() {
        return true;
    }
}
