package dev.tributary.extract;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which records have long texts, about, so that not too many of them are in one batch. Used by one thread. */
final class RecordWeight {
    /** One record of so many is looked at, for all of them, until one has long texts: */
    private static final int SAMPLE = 16;

    /** so many characters and bytes. Behind it each is looked at. */
    private static final int LONG = 64 << 10;

    private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);

    private final ClassValue<List<MethodHandle>> accessors = new ClassValue<>() {
        @Override
        protected List<MethodHandle> computeValue(Class<?> type) {
            return texts(type);
        }
    };

    private int records;
    private boolean sawLong;

    /** The characters and bytes that a record's own fields have, or none where it is not looked at. */
    long next(Object record) {
        if (!sawLong && records++ % SAMPLE != 0) {
            return 0;
        }
        long sum = 0;
        if (record instanceof Map<?, ?> map) {
            for (Object value : map.values()) {
                sum += length(value);
            }
        } else if (record instanceof JsonNode node) {
            for (JsonNode value : node) {
                sum += value.isTextual() ? value.textValue().length() : 0;
            }
        } else if (record instanceof Record) {
            for (MethodHandle accessor : accessors.get(record.getClass())) {
                sum += length(value(accessor, record));
            }
        }
        boolean speaksForOthers = !sawLong && sum < LONG;
        sawLong = sum >= LONG;
        return speaksForOthers ? sum * SAMPLE : sum;
    }

    private static int length(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        return value instanceof byte[] bytes ? bytes.length : 0;
    }

    private static @Nullable Object value(MethodHandle accessor, Object record) {
        try {
            return accessor.invokeExact(record);
        } catch (Throwable e) {
            return null;
        }
    }

    private static List<MethodHandle> texts(Class<?> type) {
        List<MethodHandle> found = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components == null ? new RecordComponent[0] : components) {
            if (component.getType() == String.class || component.getType() == byte[].class) {
                try {
                    component.getAccessor().setAccessible(true);
                    found.add(MethodHandles.lookup()
                            .unreflect(component.getAccessor())
                            .asType(ACCESSOR));
                } catch (IllegalAccessException | RuntimeException e) {
                    return List.of();
                }
            }
        }
        return List.copyOf(found);
    }
}
