package dev.tributary.source.reflect;

import dev.tributary.error.ConfigException;
import dev.tributary.source.ResourceState;
import dev.tributary.source.cursor.CursorType;
import dev.tributary.source.incremental.Cursor;
import dev.tributary.source.incremental.Incremental;
import dev.tributary.source.incremental.IncrementalDefinition;
import dev.tributary.source.incremental.LastValueFunction;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parameters of a resource's method: a cursor with {@link Incremental}, and the resource's state. */
final class ResourceParameters {
    private static final String ALLOWED =
            "(it may be a Cursor with @Incremental or a ResourceState; settings are parameters of the constructor)";

    private ResourceParameters() {}

    /** Whether it is one that this class knows. */
    static boolean isKnown(Parameter parameter) {
        return parameter.getType() == Cursor.class
                || parameter.getType() == ResourceState.class
                || parameter.isAnnotationPresent(Incremental.class);
    }

    /** Tells what is wrong with the parameters. */
    static void check(Method method, Consumer<String> problem) {
        long cursors = 0;
        for (Parameter parameter : method.getParameters()) {
            boolean isCursor = parameter.getType() == Cursor.class;
            boolean isMarked = parameter.isAnnotationPresent(Incremental.class);
            if (!isKnown(parameter) || isMarked && !isCursor) {
                problem.accept(method.getName() + "() has a parameter of type "
                        + parameter.getType().getSimpleName() + " " + ALLOWED);
            } else if (isCursor && !isMarked) {
                problem.accept(method.getName() + "() has a Cursor without @Incremental");
            } else if (isCursor) {
                cursors++;
                checkCursor(method, parameter, problem);
            }
        }
        if (cursors > 1) {
            problem.accept(method.getName() + "() has " + cursors + " cursors (a resource has one)");
        }
    }

    private static void checkCursor(Method method, Parameter parameter, Consumer<String> problem) {
        Class<?> type = type(parameter);
        if (type != null && CursorType.of(type).isEmpty()) {
            problem.accept(method.getName() + "() has a Cursor of " + type.getSimpleName()
                    + " (use String, Long, BigDecimal, Instant, LocalDateTime, LocalDate or Object)");
            return;
        }
        try {
            define(parameter);
        } catch (ConfigException e) {
            problem.accept("@Incremental: " + e.getMessage());
        }
    }

    /** How the resource is loaded incrementally, if it is; settings come before the annotation. */
    static @Nullable IncrementalDefinition incremental(Method method, String resourceKey, SettingLookup settings) {
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(Incremental.class)) {
                IncrementalDefinition defined = define(parameter);
                String key = resourceKey + "."
                        + (parameter.isNamePresent()
                                ? SourceNames.snakeCase(parameter.getName())
                                : SourceNames.snakeCase(defined.cursor()));
                Optional<?> initial = settings.find(key + ".initial_value", String.class);
                Optional<?> end = settings.find(key + ".end_value", String.class);
                if (end.isPresent()) {
                    return defined.backfill(initial.isPresent() ? initial.get() : defined.initialValue(), end.get());
                }
                return initial.isPresent() ? defined.initialValue(initial.get()) : defined;
            }
        }
        return null;
    }

    private static IncrementalDefinition define(Parameter parameter) {
        Incremental annotation = parameter.getAnnotation(Incremental.class);
        boolean hasKey = !Arrays.equals(annotation.primaryKey(), new String[] {Incremental.PRIMARY_KEY});
        return new IncrementalDefinition(
                annotation.cursor(),
                type(parameter),
                value(annotation.initialValue()),
                value(annotation.endValue()),
                function(annotation.lastValueFunction()),
                hasKey ? List.of(annotation.primaryKey()) : null,
                annotation.rowOrder(),
                annotation.onCursorValueMissing(),
                annotation.lag().isEmpty() ? null : annotation.lag(),
                annotation.rangeStart(),
                annotation.rangeEnd());
    }

    private static @Nullable String value(String written) {
        return written.equals(Incremental.NONE) ? null : written;
    }

    private static LastValueFunction function(Class<? extends LastValueFunction> type) {
        try {
            Constructor<? extends LastValueFunction> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ConfigException(
                    "Cannot create lastValueFunction " + type.getSimpleName()
                            + " (it needs a constructor without parameters, and to be static)",
                    e);
        }
    }

    /** The class in {@code Cursor<…>}; null where there is none, or any. */
    private static @Nullable Class<?> type(Parameter parameter) {
        if (parameter.getParameterizedType() instanceof ParameterizedType p) {
            Type argument = p.getActualTypeArguments()[0];
            return argument instanceof Class<?> c && c != Object.class ? c : null;
        }
        return null;
    }

    /** What the method is called with. */
    static Object[] arguments(Method method, ResourceState state) {
        return Arrays.stream(method.getParameters())
                .map(p -> p.getType() == Cursor.class ? state.cursor(Object.class) : state)
                .toArray();
    }
}
