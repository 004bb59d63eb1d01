package dev.tributary.athena.keys;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/** Between which values the keys of a load are, column by column, so that files without any of them need not be read. */
public final class KeyRanges {
    /** Iceberg compares this many values with a file's bounds, and gives up on more. */
    private static final int MAX_VALUES = 200;

    private final List<String> columns;
    private final Range[] ranges;

    /** Ranges of the columns, which have these types and are at these positions of rows. */
    public KeyRanges(List<String> columns, List<Type> types, List<String> row) {
        this.columns = columns;
        this.ranges = new Range[columns.size()];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = new Range(types.get(i).asPrimitiveType(), row.indexOf(columns.get(i)));
        }
    }

    /** Takes a row whose key matches others. */
    public void add(StructLike row) {
        for (Range range : ranges) {
            range.add(row.get(range.position, Object.class));
        }
    }

    /** What is true of every row whose key is one of those seen. */
    public Expression expression() {
        Expression all = Expressions.alwaysTrue();
        for (int i = 0; i < ranges.length; i++) {
            all = Expressions.and(all, ranges[i].expression(columns.get(i)));
        }
        return all;
    }

    /** The same for another column whose values are those of the only one. */
    public Expression expression(String column) {
        return ranges[0].expression(column);
    }

    private static final class Range {
        private final Type.PrimitiveType type;
        private final int position;
        private final Comparator<Object> order;
        private final @Nullable Set<Object> values;
        private boolean tooMany;
        private @Nullable Object least;
        private @Nullable Object most;

        Range(Type.PrimitiveType type, int position) {
            this.type = type;
            this.position = position;
            this.order = Comparators.forType(type);
            this.values = type.typeId() == Type.TypeID.DOUBLE ? null : new HashSet<>();
        }

        void add(Object value) {
            if (least == null || order.compare(value, least) < 0) {
                least = kept(value);
            }
            if (most == null || order.compare(value, most) > 0) {
                most = kept(value);
            }
            if (values != null && !tooMany) {
                values.add(kept(value));
                tooMany = values.size() > MAX_VALUES;
                if (tooMany) {
                    values.clear();
                }
            }
        }

        /** A value that outlives the row. */
        private static Object kept(Object value) {
            if (value instanceof ByteBuffer buffer) {
                ByteBuffer copy = ByteBuffer.allocate(buffer.remaining());
                return copy.put(buffer.duplicate()).flip();
            }
            return value instanceof CharSequence text ? text.toString() : value;
        }

        Expression expression(String column) {
            if (least == null || most == null) {
                return Expressions.alwaysFalse();
            }
            if (values != null && !tooMany) {
                return Expressions.in(column, values);
            }
            return Expressions.and(
                    Expressions.greaterThanOrEqual(column, zero(least, -0.0)),
                    Expressions.lessThanOrEqual(column, zero(most, 0.0)));
        }

        /** Both zeros are one key. */
        private Object zero(Object bound, double zero) {
            boolean isZero = type.typeId() == Type.TypeID.DOUBLE && ((Double) bound) == 0.0;
            return isZero ? (Object) zero : bound;
        }
    }
}
