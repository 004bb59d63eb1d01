package dev.tributary.source.reflect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.error.ExtractException;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.Records;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The records that a resource method returns, whatever form it gives them. */
final class ReturnedRecords {
    private static final String ALLOWED = "(return a Stream, Iterator or Iterable of records, or RawJson)";

    private ReturnedRecords() {}

    /** What is wrong with a method's return type, if anything, to be said after "returns". */
    static Optional<String> findProblem(Type type) {
        Class<?> raw = raw(type);
        boolean many = Stream.class.isAssignableFrom(raw)
                || Iterator.class.isAssignableFrom(raw)
                || (Iterable.class.isAssignableFrom(raw) && !Path.class.isAssignableFrom(raw));
        if (!many && raw != RawJson.class) {
            return Optional.of(raw.getSimpleName() + " " + ALLOWED);
        }
        if (type instanceof ParameterizedType p && p.getActualTypeArguments().length == 1) {
            Class<?> element = raw(p.getActualTypeArguments()[0]);
            if (CharSequence.class.isAssignableFrom(element)) {
                return Optional.of(raw.getSimpleName() + " of " + element.getSimpleName()
                        + ", which is no record (wrap JSON text in RawJson.of)");
            }
            if (Number.class.isAssignableFrom(element) || element == Boolean.class || element == Character.class) {
                return Optional.of(raw.getSimpleName() + " of " + element.getSimpleName()
                        + ", which is no record (return maps, Java records, beans, Jackson nodes or RawJson)");
            }
        }
        return Optional.empty();
    }

    static Records of(Object instance, Method method, String resource) {
        method.setAccessible(true);
        return state -> {
            Object returned = call(instance, method, ResourceParameters.arguments(method, state));
            if (returned == null) {
                throw new ExtractException("Cannot extract resource '" + resource + "': " + method.getName()
                        + "() returned null (return an empty stream where there is nothing)");
            }
            return stream(returned);
        };
    }

    /** Calls a method; throws what it throws. */
    static @Nullable Object call(Object instance, Method method, Object... arguments) throws Exception {
        try {
            return method.invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** The records in what a method returned. */
    static Stream<?> stream(Object returned) {
        if (returned instanceof Stream<?> stream) {
            return stream;
        }
        if (returned instanceof RawJson || (returned instanceof JsonNode node && !node.isArray())) {
            return Stream.of(returned);
        }
        Iterator<?> iterator = returned instanceof Iterable<?> iterable ? iterable.iterator() : (Iterator<?>) returned;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED), false)
                .onClose(() -> close(returned));
    }

    private static void close(Object returned) {
        if (returned instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ExtractException("Cannot close the records of a resource: " + e.getMessage(), e);
            }
        }
    }

    /** The class of a type; Object for those that have none. */
    static Class<?> raw(Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        return type instanceof ParameterizedType p ? raw(p.getRawType()) : Object.class;
    }
}
