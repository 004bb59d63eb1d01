package dev.tributary.extract.incremental;

import dev.tributary.error.ConfigException;
import dev.tributary.error.ExtractException;
import dev.tributary.source.cursor.CursorType;
import dev.tributary.source.cursor.CursorValue;
import dev.tributary.source.incremental.IncrementalDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a resource's cursor. All are of one type: that of the class which the author wants, or else that of the
 * first record.
 */
final class CursorReader {
    private final String resource;
    private final IncrementalDefinition definition;
    private @Nullable CursorType type;

    CursorReader(String resource, IncrementalDefinition definition) {
        this.resource = resource;
        this.definition = definition;
        this.type = definition.type() == null
                ? null
                : CursorType.of(definition.type()).orElse(null);
    }

    /** A value that was given, if it was; the name is for messages. */
    @Nullable
    CursorValue value(String name, @Nullable Object given) {
        return given == null ? null : typed(name, CursorValue.of(given));
    }

    /** The value as one of the type. */
    CursorValue typed(String name, CursorValue value) {
        if (type == null || value.type() == type) {
            return value;
        }
        try {
            return value.as(type);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    "Cannot extract resource '%s': the %s of cursor '%s' is '%s', which is not %s (give one, or reset the resource with `pipeline drop`)"
                            .formatted(resource, name, definition.cursor(), value, type.words()));
        }
    }

    /** The value that stands in a record. */
    CursorValue read(Object found) {
        CursorValue value;
        try {
            value = CursorValue.of(found);
            if (type != null) {
                value = value.as(type);
            }
        } catch (IllegalArgumentException e) {
            throw wrongValue(found, e);
        }
        return value;
    }

    private ExtractException wrongValue(Object found, IllegalArgumentException e) {
        String sentence = type == null
                ? "which is %s and can't be compared (text, numbers, timestamps and dates can)"
                        .formatted(e.getMessage())
                : "which is not %s (nothing of this run is loaded)".formatted(type.words());
        return new ExtractException("Cannot extract resource '%s': the value of cursor '%s' is '%s', %s"
                .formatted(resource, definition.cursor(), found, sentence));
    }

    /** From now on all values are of this one's type. */
    void follow(CursorValue first) {
        type = first.type();
    }

    /** The value as one of the class that the author wants. */
    @Nullable
    Object author(@Nullable CursorValue value) {
        if (value == null) {
            return null;
        }
        try {
            return value.as(definition.type() == null ? Object.class : definition.type());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ExtractException("Cannot extract resource '%s': cursor '%s' stands at '%s', which is no %s"
                    .formatted(
                            resource,
                            definition.cursor(),
                            value,
                            definition.type() == null
                                    ? "value"
                                    : definition.type().getSimpleName()));
        }
    }
}
