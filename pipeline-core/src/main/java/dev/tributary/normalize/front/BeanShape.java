package dev.tributary.normalize.front;

import dev.tributary.source.Column;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The properties of a Java record or bean: a record's components in order, or a bean's getters by name. */
public final class BeanShape {
    private static final ClassValue<BeanShape> SHAPES = new ClassValue<>() {
        @Override
        protected BeanShape computeValue(Class<?> type) {
            return new BeanShape(type);
        }
    };

    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private final List<String> names = new ArrayList<>();
    private final List<MethodHandle> getters = new ArrayList<>();

    private BeanShape(Class<?> type) {
        try {
            if (type.isRecord()) {
                for (RecordComponent component : type.getRecordComponents()) {
                    add(name(component.getName(), component.getAnnotation(Column.class)), component.getAccessor());
                }
            } else if (!isValue(type)) {
                for (PropertyDescriptor property :
                        Introspector.getBeanInfo(type, Object.class).getPropertyDescriptors()) {
                    if (property.getReadMethod() != null && !property.getName().equals("class")) {
                        add(name(property.getName(), column(type, property.getName())), property.getReadMethod());
                    }
                }
            }
        } catch (IntrospectionException | IllegalAccessException e) {
            throw new IllegalStateException("Cannot read the properties of " + type.getName(), e);
        }
    }

    /** Whether objects of the class have properties, rather than being one value. */
    public static boolean describes(Class<?> type) {
        return of(type).size() > 0;
    }

    public static BeanShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    int size() {
        return names.size();
    }

    String name(int index) {
        return names.get(index);
    }

    @Nullable
    Object get(int index, Object bean) {
        try {
            return getters.get(index).invokeExact(bean);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot read property '" + names.get(index) + "'", e);
        }
    }

    /** The value of the property of that name; null where there is none. */
    @Nullable
    public Object find(String name, Object bean) {
        int index = names.indexOf(name);
        return index < 0 ? null : get(index, bean);
    }

    private static String name(String own, @Nullable Column column) {
        return column == null || column.name().isEmpty() ? own : column.name();
    }

    private static @Nullable Column column(Class<?> type, String field) {
        try {
            return type.getDeclaredField(field).getAnnotation(Column.class);
        } catch (NoSuchFieldException e) {
            return null;
        }
    }

    private void add(String name, Method getter) throws IllegalAccessException {
        getter.setAccessible(true);
        names.add(name);
        getters.add(MethodHandles.lookup().unreflect(getter).asType(GETTER));
    }

    private static boolean isValue(Class<?> type) {
        return type.isPrimitive()
                || type.isArray()
                || type.isEnum()
                || type.getName().startsWith("java.")
                || type.getName().startsWith("javax.");
    }
}
