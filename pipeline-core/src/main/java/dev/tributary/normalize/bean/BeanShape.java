package dev.tributary.normalize.bean;

import dev.tributary.error.ExtractException;
import dev.tributary.source.Column;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
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

    private final Class<?> type;
    private final List<String> names;
    private final Getter[] getters;

    /** Made when they are asked for. */
    private final @Nullable PropertyLoop[] loops;

    private final boolean isFlat;

    private BeanShape(Class<?> type) {
        List<String> named = new ArrayList<>();
        List<Getter> found = new ArrayList<>();
        try {
            if (type.isRecord()) {
                for (RecordComponent component : type.getRecordComponents()) {
                    named.add(name(component.getName(), component.getAnnotation(Column.class)));
                    found.add(Getter.of(component.getAccessor()));
                }
            } else if (!isValue(type)) {
                for (PropertyDescriptor property :
                        Introspector.getBeanInfo(type, Object.class).getPropertyDescriptors()) {
                    if (property.getReadMethod() != null && !property.getName().equals("class")) {
                        named.add(name(property.getName(), column(type, property.getName())));
                        found.add(Getter.of(property.getReadMethod()));
                    }
                }
            }
        } catch (IntrospectionException | IllegalAccessException e) {
            throw new IllegalStateException("Cannot read the properties of " + type.getName(), e);
        }
        this.type = type;
        this.names = List.copyOf(named);
        this.getters = found.toArray(Getter[]::new);
        this.loops = new PropertyLoop[getters.length];
        this.isFlat = found.stream().allMatch(getter -> getter.form().isValue());
    }

    /** Whether objects of the class have properties, rather than being one value. */
    public static boolean describes(Class<?> type) {
        return !of(type).names.isEmpty();
    }

    public static BeanShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** The names of the properties, in order; always the same list. */
    public List<String> names() {
        return names;
    }

    /** Whether each property is a value whose form is known by its type. */
    public boolean isFlat() {
        return isFlat;
    }

    /** What reads the property of that index. */
    public Getter getter(int index) {
        return getters[index];
    }

    /** What reads the property of that index of many beans. */
    public PropertyLoop loop(int index) {
        PropertyLoop loop = loops[index];
        if (loop == null) {
            loop = PropertyLoop.of(getters[index].handle());
            loops[index] = loop;
        }
        return loop;
    }

    /** The value of the property of that index. */
    public @Nullable Object get(int index, Object bean) {
        try {
            return getters[index].get(bean);
        } catch (Throwable e) {
            throw unreadable(index, e);
        }
    }

    /** What is thrown where a property can't be read, because its method threw something. */
    public ExtractException unreadable(int index, Throwable why) {
        if (why instanceof OutOfMemoryError memory) {
            throw memory;
        }
        String message = why.getMessage() == null ? "" : ": " + why.getMessage();
        return new ExtractException(
                "Cannot read property '%s' of a record of class %s: %s%s (nothing of this run is loaded; mend the class and run again)"
                        .formatted(
                                names.get(index),
                                type.getSimpleName(),
                                why.getClass().getSimpleName(),
                                message),
                why);
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

    private static boolean isValue(Class<?> type) {
        return type.isPrimitive()
                || type.isArray()
                || type.isEnum()
                || type.getName().startsWith("java.")
                || type.getName().startsWith("javax.");
    }
}
