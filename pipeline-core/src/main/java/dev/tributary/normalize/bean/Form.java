package dev.tributary.normalize.bean;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the objects of a class are to who walks them; found once for each class. */
public enum Form {
    TEXT,
    BOOL,
    INTEGER,
    BIG_INTEGER,
    FLOATING,
    DECIMAL,
    TIMESTAMP,
    DATE,

    /** Any other value that is one, or none that has a type. */
    SCALAR,

    /** A value that is told by its name. */
    ENUM,

    /** A value that is told by its text. */
    SHOWN,

    OPTIONAL,

    /** A Jackson node; what it is, the node says. */
    NODE,

    MAP,
    BEAN,
    COLLECTION,
    ARRAY;

    private static final ClassValue<Form> FORMS = new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> type) {
            return find(type);
        }
    };

    /** The form of an object. */
    public static Form of(Object value) {
        return FORMS.get(value.getClass());
    }

    /** The form that a type's values all have, where they are values of such a form; else SCALAR. */
    static Form ofAll(Class<?> type) {
        if (type.isEnum()) {
            return ENUM;
        }
        return type == char.class || type == Character.class || type == UUID.class ? SHOWN : ofValue(type);
    }

    /** Whether it is one value, and which form of value is known. */
    public boolean isValue() {
        return compareTo(SHOWN) <= 0 && this != SCALAR && this != BIG_INTEGER;
    }

    /** Whether it has fields. */
    public boolean isObject() {
        return this == MAP || this == BEAN;
    }

    /** Whether it has elements. */
    public boolean isList() {
        return this == COLLECTION || this == ARRAY;
    }

    private static Form find(Class<?> type) {
        if (type == Optional.class) {
            return OPTIONAL;
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return NODE;
        }
        if (Enum.class.isAssignableFrom(type)) {
            return ENUM;
        }
        if (type == Character.class || type == UUID.class) {
            return SHOWN;
        }
        if (Map.class.isAssignableFrom(type)) {
            return MAP;
        }
        if (Collection.class.isAssignableFrom(type)) {
            return COLLECTION;
        }
        if (type.isArray() && type != byte[].class) {
            return ARRAY;
        }
        return BeanShape.describes(type) ? BEAN : ofValue(type);
    }

    private static Form ofValue(Class<?> type) {
        if (type == String.class) {
            return TEXT;
        }
        if (type == Boolean.class) {
            return BOOL;
        }
        if (type == Double.class || type == Float.class) {
            return FLOATING;
        }
        if (type == Long.class || type == Integer.class || type == Short.class || type == Byte.class) {
            return INTEGER;
        }
        if (BigInteger.class.isAssignableFrom(type)) {
            return BIG_INTEGER;
        }
        if (type == BigDecimal.class) {
            return DECIMAL;
        }
        if (type == Instant.class
                || type == LocalDateTime.class
                || type == OffsetDateTime.class
                || type == ZonedDateTime.class) {
            return TIMESTAMP;
        }
        return type == LocalDate.class ? DATE : SCALAR;
    }
}
