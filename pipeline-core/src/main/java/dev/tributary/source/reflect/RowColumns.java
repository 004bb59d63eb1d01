package dev.tributary.source.reflect;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a class of rows has: a Java record's components, or a class's fields. Primitive ones are never null.
 * Nested records are flattened, as their values are; lists, maps and what has no type of its own are left to the data.
 */
final class RowColumns {
    private static final Map<Class<?>, DataType> TYPES = Map.ofEntries(
            Map.entry(String.class, DataType.TEXT),
            Map.entry(char.class, DataType.TEXT),
            Map.entry(Character.class, DataType.TEXT),
            Map.entry(UUID.class, DataType.TEXT),
            Map.entry(byte.class, DataType.BIGINT),
            Map.entry(Byte.class, DataType.BIGINT),
            Map.entry(short.class, DataType.BIGINT),
            Map.entry(Short.class, DataType.BIGINT),
            Map.entry(int.class, DataType.BIGINT),
            Map.entry(Integer.class, DataType.BIGINT),
            Map.entry(long.class, DataType.BIGINT),
            Map.entry(Long.class, DataType.BIGINT),
            Map.entry(float.class, DataType.DOUBLE),
            Map.entry(Float.class, DataType.DOUBLE),
            Map.entry(double.class, DataType.DOUBLE),
            Map.entry(Double.class, DataType.DOUBLE),
            Map.entry(boolean.class, DataType.BOOL),
            Map.entry(Boolean.class, DataType.BOOL),
            Map.entry(BigDecimal.class, DataType.DECIMAL),
            Map.entry(byte[].class, DataType.BINARY),
            Map.entry(Instant.class, DataType.TIMESTAMP),
            Map.entry(OffsetDateTime.class, DataType.TIMESTAMP),
            Map.entry(ZonedDateTime.class, DataType.TIMESTAMP),
            Map.entry(LocalDateTime.class, DataType.TIMESTAMP),
            Map.entry(LocalDate.class, DataType.DATE),
            Map.entry(LocalTime.class, DataType.TIME));

    private static final dev.tributary.source.Column UNSAID = unsaid();

    private final Consumer<String> problem;
    private final List<Column> columns = new ArrayList<>();

    private RowColumns(Consumer<String> problem) {
        this.problem = problem;
    }

    static List<Column> of(Class<?> row, Consumer<String> problem) {
        RowColumns found = new RowColumns(problem);
        found.add(row, "", true);
        return found.columns;
    }

    private void add(Class<?> row, String prefix, boolean always) {
        if (row.isRecord()) {
            for (RecordComponent component : row.getRecordComponents()) {
                add(component, component.getAnnotatedType(), component.getName(), component.getType(), prefix, always);
            }
            return;
        }
        for (Field field : row.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                add(field, field.getAnnotatedType(), field.getName(), field.getType(), prefix, always);
            }
        }
    }

    private void add(
            AnnotatedElement element,
            AnnotatedType annotated,
            String name,
            Class<?> type,
            String prefix,
            boolean always) {
        dev.tributary.source.Column given = element.getAnnotation(dev.tributary.source.Column.class);
        String column = prefix + (given == null || given.name().isEmpty() ? name : given.name());
        if (type.isRecord() && (given == null || given.type().length == 0)) {
            add(type, column + "__", false);
            return;
        }
        DataType known = type.isEnum() ? DataType.TEXT : TYPES.get(type);
        boolean required = always && (type.isPrimitive() && !annotated.isAnnotationPresent(Nullable.class));
        if (given != null) {
            ColumnReader.check(given, column, problem);
        }
        if (given != null || known != null) {
            columns.add(ColumnReader.read(given == null ? UNSAID : given, column, known, !required));
        }
    }

    private record Unsaid(@dev.tributary.source.Column int column) {}

    private static dev.tributary.source.Column unsaid() {
        return Arrays.stream(Unsaid.class.getRecordComponents())
                .map(c -> c.getAnnotation(dev.tributary.source.Column.class))
                .findFirst()
                .orElseThrow();
    }
}
