package dev.tributary.source.cursor;

import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The properties of a Java record or bean, by name. */
public final class Properties {
    private static final ClassValue<Properties> OF_CLASS = new ClassValue<>() {
        @Override
        protected Properties computeValue(Class<?> type) {
            return new Properties(type);
        }
    };

    private final Map<String, Method> getters = new LinkedHashMap<>();

    private Properties(Class<?> type) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                add(component.getName(), component.getAccessor());
            }
        } else if (!type.isArray() && !type.isEnum() && !type.getName().startsWith("java.")) {
            addGetters(type);
        }
    }

    private void addGetters(Class<?> type) {
        try {
            for (PropertyDescriptor property :
                    Introspector.getBeanInfo(type, Object.class).getPropertyDescriptors()) {
                if (property.getReadMethod() != null && !property.getName().equals("class")) {
                    add(property.getName(), property.getReadMethod());
                }
            }
        } catch (IntrospectionException e) {
            throw new IllegalStateException("Cannot read the properties of " + type.getName(), e);
        }
    }

    private void add(String name, Method getter) {
        getter.setAccessible(true);
        getters.put(name, getter);
    }

    public static Properties of(Class<?> type) {
        return OF_CLASS.get(type);
    }

    /** A property's value; null where there is no such property. */
    @Nullable
    Object get(String name, Object bean) {
        Method getter = getters.get(name);
        return getter == null ? null : call(getter, bean);
    }

    /** All values by name, in order. */
    public Map<String, @Nullable Object> values(Object bean) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        getters.forEach((name, getter) -> values.put(name, call(getter, bean)));
        return values;
    }

    private static @Nullable Object call(Method getter, Object bean) {
        try {
            return getter.invoke(bean);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("Cannot read " + getter.getName(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot read " + getter.getName(), e);
        }
    }
}
