package dev.tributary.parquet;

import dev.tributary.error.SchemaException;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** How the values of one column become Parquet values. */
abstract sealed class Cells {
    private final Column column;
    private final PrimitiveType type;

    private Cells(Column column, PrimitiveType type) {
        this.column = column;
        this.type = type;
    }

    static Cells of(Column column, TableFormat format) {
        PrimitiveType type = ParquetTypes.of(column, format);
        DataType logical = column.type();
        if (logical == DataType.DECIMAL || logical == DataType.WEI) {
            return switch (type.getPrimitiveTypeName()) {
                case INT32 -> new SmallDecimals(column, type, false);
                case INT64 -> new SmallDecimals(column, type, true);
                default -> new LargeDecimals(column, type);
            };
        }
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> new Ints(column, type);
            case INT64 ->
                logical == DataType.TIMESTAMP && format == TableFormat.HIVE
                        ? new Longs(column, type, 1000)
                        : new Longs(column, type, 1);
            case DOUBLE -> new Doubles(column, type);
            case BOOLEAN -> new Booleans(column, type);
            default -> new Bytes(column, type);
        };
    }

    final PrimitiveType type() {
        return type;
    }

    /** Whether the column is stored as this one is. */
    final boolean sameAs(Column other, TableFormat format) {
        return other == column || ParquetTypes.of(other, format).equals(type);
    }

    /** Writes the value at this index of the buffer; returns its bytes, about. */
    abstract int write(ColumnBuffer buffer, int index, ValuesWriter values, Statistics<?> statistics);

    /** Refuses the value at this index of the buffer when it does not fit the column. */
    void check(ColumnBuffer buffer, int index) {
        // most types hold whatever their buffer holds
    }

    final SchemaException refusal(Object value) {
        return new SchemaException("Cannot write value " + value + " to column '" + column.name()
                + "': it does not fit " + type.getLogicalTypeAnnotation() + " (give the column a wider type)");
    }

    private static final class Longs extends Cells {
        private final long divisor;

        private Longs(Column column, PrimitiveType type, long divisor) {
            super(column, type);
            this.divisor = divisor;
        }

        @Override
        int write(ColumnBuffer buffer, int index, ValuesWriter values, Statistics<?> statistics) {
            long value = ((LongBuffer) buffer).get(index);
            if (divisor != 1) {
                value = Math.floorDiv(value, divisor);
            }
            values.writeLong(value);
            statistics.updateStats(value);
            return Long.BYTES;
        }
    }

    private static final class Ints extends Cells {
        private final long limit;

        private Ints(Column column, PrimitiveType type) {
            super(column, type);
            limit = column.type() == DataType.BIGINT ? 1L << (bits(type) - 1) : 1L << 31;
        }

        private static int bits(PrimitiveType type) {
            return type.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation integer
                    ? integer.getBitWidth()
                    : 32;
        }

        @Override
        void check(ColumnBuffer buffer, int index) {
            long value = ((LongBuffer) buffer).get(index);
            if (value >= limit || value < -limit) {
                throw refusal(value);
            }
        }

        @Override
        int write(ColumnBuffer buffer, int index, ValuesWriter values, Statistics<?> statistics) {
            check(buffer, index);
            long value = ((LongBuffer) buffer).get(index);
            values.writeInteger((int) value);
            statistics.updateStats((int) value);
            return Integer.BYTES;
        }
    }

    private static final class Doubles extends Cells {
        private Doubles(Column column, PrimitiveType type) {
            super(column, type);
        }

        @Override
        int write(ColumnBuffer buffer, int index, ValuesWriter values, Statistics<?> statistics) {
            double value = ((DoubleBuffer) buffer).get(index);
            values.writeDouble(value);
            statistics.updateStats(value);
            return Double.BYTES;
        }
    }

    private static final class Booleans extends Cells {
        private Booleans(Column column, PrimitiveType type) {
            super(column, type);
        }

        @Override
        int write(ColumnBuffer buffer, int index, ValuesWriter values, Statistics<?> statistics) {
            boolean value = ((BoolBuffer) buffer).get(index);
            values.writeBoolean(value);
            statistics.updateStats(value);
            return 1;
        }
    }

    private static final class Bytes extends Cells {
        private Bytes(Column column, PrimitiveType type) {
            super(column, type);
        }

        @Override
        int write(ColumnBuffer buffer, int index, ValuesWriter values, Statistics<?> statistics) {
            BytesBuffer bytes = (BytesBuffer) buffer;
            int length = bytes.length(index);
            Binary value = Binary.fromReusedByteArray(bytes.array(), bytes.start(index), length);
            values.writeBytes(value);
            statistics.updateStats(value);
            return length + Integer.BYTES;
        }
    }

    private abstract static sealed class Decimals extends Cells {
        private final int precision;
        private final int scale;

        private Decimals(Column column, PrimitiveType type) {
            super(column, type);
            precision = column.decimalPrecision();
            scale = column.decimalScale();
        }

        @Override
        final void check(ColumnBuffer buffer, int index) {
            unscaled(((DecimalBuffer) buffer).get(index));
        }

        /** The digits at the column's scale; a value that would lose some, or has too many, is refused. */
        final BigInteger unscaled(BigDecimal value) {
            if (value.signum() == 0) {
                return BigInteger.ZERO;
            }
            BigDecimal stripped = value.scale() > scale ? value.stripTrailingZeros() : value;
            if (stripped.scale() > scale || stripped.precision() - (long) stripped.scale() + scale > precision) {
                throw refusal(value);
            }
            return stripped.setScale(scale).unscaledValue();
        }
    }

    private static final class SmallDecimals extends Decimals {
        private final boolean wide;

        private SmallDecimals(Column column, PrimitiveType type, boolean wide) {
            super(column, type);
            this.wide = wide;
        }

        @Override
        int write(ColumnBuffer buffer, int index, ValuesWriter values, Statistics<?> statistics) {
            long value = unscaled(((DecimalBuffer) buffer).get(index)).longValueExact();
            if (wide) {
                values.writeLong(value);
                statistics.updateStats(value);
                return Long.BYTES;
            }
            values.writeInteger((int) value);
            statistics.updateStats((int) value);
            return Integer.BYTES;
        }
    }

    private static final class LargeDecimals extends Decimals {
        private LargeDecimals(Column column, PrimitiveType type) {
            super(column, type);
        }

        @Override
        int write(ColumnBuffer buffer, int index, ValuesWriter values, Statistics<?> statistics) {
            byte[] minimal = unscaled(((DecimalBuffer) buffer).get(index)).toByteArray();
            byte[] padded = new byte[type().getTypeLength()];
            int start = padded.length - minimal.length;
            if (minimal[0] < 0) {
                Arrays.fill(padded, 0, start, (byte) -1);
            }
            System.arraycopy(minimal, 0, padded, start, minimal.length);
            Binary value = Binary.fromConstantByteArray(padded);
            values.writeBytes(value);
            statistics.updateStats(value);
            return padded.length;
        }
    }
}
