package dev.tributary.source.definition;

import dev.tributary.error.ConfigException;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The origin of a transformer's records: those of another resource, some at a time. Records of {@code RawJson} come as
 * Jackson nodes. The other resource need not be selected; then it is read and not loaded.
 *
 * @param from the other resource's name
 * @param batch how many records it takes at once, at least 1
 * @param parallel how many threads call it at once, at least 1
 * @param ordered whether its records keep the order of those they are made of
 */
public record Transformation(String from, Transform transform, int batch, int parallel, boolean ordered)
        implements Origin {

    public Transformation {
        if (batch < 1) {
            throw new ConfigException("Invalid batch: '" + batch + "' (1 or more)");
        }
        if (parallel < 1) {
            throw new ConfigException("Invalid parallel: '" + parallel + "' (1 or more)");
        }
    }

    /** Takes one record after the other, in order. */
    @SuppressWarnings("unchecked")
    public static <T> Transformation each(String from, Function<T, ? extends Stream<?>> function) {
        Transform transform = (records, state) -> function.apply((T) records.get(0));
        return new Transformation(from, transform, 1, 1, true);
    }

    /** Takes so many records at once, fewer at the end, in order. */
    public static Transformation batches(String from, int size, Transform transform) {
        return new Transformation(from, transform, size, 1, true);
    }

    /** The same, called by so many threads at once. */
    public Transformation parallel(int threads) {
        return new Transformation(from, transform, batch, threads, ordered);
    }

    /** The same; records come as soon as they are made, in any order. */
    public Transformation unordered() {
        return new Transformation(from, transform, batch, parallel, false);
    }
}
