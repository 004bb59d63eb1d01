package dev.tributary.source.reflect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.error.ExtractException;
import dev.tributary.source.ResourceState;
import dev.tributary.source.Transformer;
import dev.tributary.source.definition.Transformation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A method with {@link Transformer}: what it takes, and how it is called. */
record TransformerMethod(Method method, Transformer annotation, String resource) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int ANY = 100;

    /** Tells what is wrong with the annotation and the parameters. */
    void findProblems(Consumer<String> problem) {
        Class<?>[] types = method.getParameterTypes();
        boolean state = types.length == 2 && types[1] == ResourceState.class;
        if (types.length != 1 && !state) {
            problem.accept(method.getName() + "() has " + (types.length == 0 ? "no" : types.length)
                    + " parameters (take one record or a List of them, and if need be a ResourceState)");
        } else if (!takesList() && annotation.batch() != ANY) {
            problem.accept("batch is " + annotation.batch() + ", but " + method.getName()
                    + "() takes one record (take a List of them)");
        }
        if (annotation.batch() < 1) {
            problem.accept("batch is " + annotation.batch() + " (give 1 or more)");
        }
        if (annotation.parallel() < 1) {
            problem.accept("parallel is " + annotation.parallel() + " (give 1 or more)");
        }
    }

    private boolean takesList() {
        return method.getParameterTypes()[0].isAssignableFrom(List.class)
                && method.getParameterTypes()[0] != Object.class;
    }

    /** Where the method's records come from. Only for a method without problems. */
    Transformation transformation(Object instance) {
        method.setAccessible(true);
        boolean list = takesList();
        Type type = recordType(list);
        return new Transformation(
                annotation.from(),
                (records, state) -> call(instance, records, list, type, state),
                list ? annotation.batch() : 1,
                annotation.parallel(),
                annotation.ordered());
    }

    private Type recordType(boolean list) {
        Type type = method.getGenericParameterTypes()[0];
        if (!list) {
            return type;
        }
        return type instanceof ParameterizedType p ? p.getActualTypeArguments()[0] : Object.class;
    }

    private Stream<?> call(Object instance, List<?> records, boolean list, Type type, ResourceState state)
            throws Exception {
        List<Object> fitting = new ArrayList<>(records.size());
        for (Object record : records) {
            fitting.add(fit(record, type));
        }
        Object argument = list ? fitting : fitting.get(0);
        @Nullable
        Object returned = method.getParameterCount() == 1
                ? ReturnedRecords.call(instance, method, argument)
                : ReturnedRecords.call(instance, method, argument, state);
        return returned == null ? Stream.empty() : ReturnedRecords.stream(returned);
    }

    private Object fit(Object record, Type type) {
        Class<?> raw = ReturnedRecords.raw(type);
        if (raw.isInstance(record)) {
            return record;
        }
        try {
            return JsonNode.class.isAssignableFrom(raw)
                    ? raw.cast(MAPPER.valueToTree(record))
                    : MAPPER.convertValue(record, MAPPER.constructType(type));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new ExtractException(
                    "Cannot extract resource '%s': %s() takes %s, and a record of '%s' is %s (%s)"
                            .formatted(
                                    resource,
                                    method.getName(),
                                    raw.getSimpleName(),
                                    annotation.from(),
                                    record.getClass().getSimpleName(),
                                    e.getCause() instanceof JsonProcessingException known
                                            ? known.getOriginalMessage()
                                            : e.getMessage()),
                    e);
        }
    }
}
