package dev.tributary.source.incremental;

import dev.tributary.error.ConfigException;
import dev.tributary.source.cursor.CursorLag;
import dev.tributary.source.cursor.CursorPath;
import dev.tributary.source.cursor.CursorType;
import dev.tributary.source.cursor.CursorValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a resource is loaded incrementally; see {@link Incremental} for what each part means. Values are text, numbers,
 * {@code java.time} timestamps or dates; text is read as the type of the class, where one is given, or of the records'
 * values. An absent primary key means the resource's, an empty one that nothing is told apart.
 *
 * <pre>{@code
 * ResourceDefinition.of("issues", state -> api.issues(state.cursor(Instant.class).startValue()))
 *         .incremental(IncrementalDefinition.on("updatedAt").type(Instant.class).initialValue("2024-01-01T00:00:00Z"))
 * }</pre>
 */
public record IncrementalDefinition(
        String cursor,
        @Nullable Class<?> type,
        @Nullable Object initialValue,
        @Nullable Object endValue,
        LastValueFunction lastValueFunction,
        @Nullable List<String> primaryKey,
        RowOrder rowOrder,
        MissingCursor onMissing,
        @Nullable String lag,
        RangeBound rangeStart,
        RangeBound rangeEnd) {

    /**
     * A definition whose parts fit together.
     *
     * @throws ConfigException naming all that don't
     */
    public IncrementalDefinition {
        primaryKey = primaryKey == null ? null : List.copyOf(primaryKey);
        List<String> problems = new ArrayList<>();
        check(problems, "cursor", cursor, () -> CursorPath.of(cursor));
        if (lag != null) {
            String text = lag;
            check(problems, "lag", text, () -> CursorLag.of(text));
            if (!isOrdered(lastValueFunction)) {
                problems.add("a lag needs the last value function Max or Min");
            }
        }
        checkValue(problems, "initialValue", initialValue, type);
        checkValue(problems, "endValue", endValue, type);
        if (endValue != null && initialValue == null) {
            problems.add("an endValue needs an initialValue");
        }
        if (!problems.isEmpty()) {
            throw new ConfigException("Cannot load by cursor '" + cursor + "': " + String.join("; ", problems));
        }
    }

    private static boolean isOrdered(LastValueFunction function) {
        return function instanceof LastValueFunction.Max || function instanceof LastValueFunction.Min;
    }

    private static void check(List<String> problems, String name, String value, Runnable parse) {
        try {
            parse.run();
        } catch (IllegalArgumentException e) {
            problems.add(name + " is '" + value + "' (give " + e.getMessage() + ")");
        }
    }

    private static void checkValue(
            List<String> problems, String name, @Nullable Object value, @Nullable Class<?> type) {
        if (value != null) {
            check(problems, name, value.toString(), () -> {
                CursorValue parsed = CursorValue.of(value);
                if (type != null) {
                    CursorType.of(type).ifPresent(parsed::as);
                }
            });
        }
    }

    /** Incremental by the value at that path, from the first record on. */
    public static IncrementalDefinition on(String cursor) {
        return new IncrementalDefinition(
                cursor,
                null,
                null,
                null,
                new LastValueFunction.Max(),
                null,
                RowOrder.UNKNOWN,
                MissingCursor.RAISE,
                null,
                RangeBound.CLOSED,
                RangeBound.OPEN);
    }

    private IncrementalDefinition change(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.definition();
    }

    /** The same with the class whose values it has, such as {@code Instant.class}. */
    public IncrementalDefinition type(Class<?> valueType) {
        return change(d -> d.type = valueType);
    }

    /** The same with another start of the first run. */
    public IncrementalDefinition initialValue(@Nullable Object value) {
        return change(d -> d.initialValue = value);
    }

    /** The same as a backfill that ends there and starts at the initial value. */
    public IncrementalDefinition backfill(Object initial, Object end) {
        return change(d -> {
            d.initialValue = initial;
            d.endValue = end;
        });
    }

    /** The same with another function. */
    public IncrementalDefinition lastValueFunction(LastValueFunction function) {
        return change(d -> d.lastValueFunction = function);
    }

    /** The same with the fields that tell records apart; none lets all through. */
    public IncrementalDefinition primaryKey(String... fields) {
        return change(d -> d.primaryKey = List.of(fields));
    }

    /** The same with the order in which records come. */
    public IncrementalDefinition rowOrder(RowOrder order) {
        return change(d -> d.rowOrder = order);
    }

    /** The same with what happens to records without a value. */
    public IncrementalDefinition onMissing(MissingCursor choice) {
        return change(d -> d.onMissing = choice);
    }

    /** The same with a lag. */
    public IncrementalDefinition lag(@Nullable String length) {
        return change(d -> d.lag = length);
    }

    /** The same with other bounds. */
    public IncrementalDefinition range(RangeBound start, RangeBound end) {
        return change(d -> {
            d.rangeStart = start;
            d.rangeEnd = end;
        });
    }

    /** The definition while it changes. */
    private static final class Draft {
        private final String cursor;
        private @Nullable Class<?> type;
        private @Nullable Object initialValue;
        private @Nullable Object endValue;
        private LastValueFunction lastValueFunction;
        private @Nullable List<String> primaryKey;
        private RowOrder rowOrder;
        private MissingCursor onMissing;
        private @Nullable String lag;
        private RangeBound rangeStart;
        private RangeBound rangeEnd;

        private Draft(IncrementalDefinition from) {
            cursor = from.cursor;
            type = from.type;
            initialValue = from.initialValue;
            endValue = from.endValue;
            lastValueFunction = from.lastValueFunction;
            primaryKey = from.primaryKey;
            rowOrder = from.rowOrder;
            onMissing = from.onMissing;
            lag = from.lag;
            rangeStart = from.rangeStart;
            rangeEnd = from.rangeEnd;
        }

        private IncrementalDefinition definition() {
            return new IncrementalDefinition(
                    cursor,
                    type,
                    initialValue,
                    endValue,
                    lastValueFunction,
                    primaryKey,
                    rowOrder,
                    onMissing,
                    lag,
                    rangeStart,
                    rangeEnd);
        }
    }
}
