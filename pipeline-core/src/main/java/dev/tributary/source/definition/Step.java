package dev.tributary.source.definition;

import dev.tributary.error.ConfigException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is done with each record of a resource on its way; records of {@code RawJson} come as Jackson nodes, those of {@code RecordColumns} as maps. */
public sealed interface Step {
    /** Exchanges a record for another one; for none where the function returns null. */
    record Mapping(Function<Object, ? extends @Nullable Object> function) implements Step {}

    /** Keeps the records for which the predicate is true. */
    record Filtering(Predicate<Object> predicate) implements Step {}

    /** Exchanges a record for any number of others. */
    record Unfolding(Function<Object, ? extends Stream<?>> function) implements Step {}

    /** Lets so many records pass; then the resource is read no further. */
    record FirstRecords(long count) implements Step {
        public FirstRecords {
            if (count < 0) {
                throw new ConfigException("Invalid limit: '" + count + "' (0 records or more)");
            }
        }
    }

    /** Lets records pass for so long after the resource was opened; then it is read no further. */
    record FirstTime(Duration time) implements Step {
        public FirstTime {
            if (time.isNegative()) {
                throw new ConfigException("Invalid limit: '" + time + "' (a time of 0 or more)");
            }
        }
    }

    /** Whether the step can end the reading of its resource. */
    default boolean isLimit() {
        return this instanceof FirstRecords || this instanceof FirstTime;
    }
}
