package dev.tributary.extract.incremental;

import dev.tributary.source.cursor.CursorValue;
import dev.tributary.source.incremental.LastValueFunction;
import org.jspecify.annotations.Nullable;

/** A last value function over cursor values. */
record Direction(LastValueFunction function, @Nullable Class<?> type) {
    /** The further one of two values. */
    CursorValue further(CursorValue one, CursorValue other) {
        if (function instanceof LastValueFunction.Max || function instanceof LastValueFunction.Min) {
            return (CursorValue) function.further(one, other);
        }
        Class<?> wanted = type == null ? Object.class : type;
        Object a = one.as(wanted);
        Object b = other.as(wanted);
        Object further = function.further(a, b);
        return further.equals(a)
                ? one
                : further.equals(b) ? other : CursorValue.of(further).as(one.type());
    }

    /** Whether a value is no further than another one. */
    boolean reaches(CursorValue limit, CursorValue value) {
        return further(value, limit).equals(limit);
    }
}
