package dev.tributary.parquet;

import dev.tributary.error.SchemaException;
import dev.tributary.parquet.encoding.Bytes;
import dev.tributary.parquet.page.BooleanPages;
import dev.tributary.parquet.page.BytesPages;
import dev.tributary.parquet.page.Chunk;
import dev.tributary.parquet.page.ColumnPages;
import dev.tributary.parquet.page.LongPages;
import dev.tributary.parquet.page.PageSettings;
import dev.tributary.parquet.page.Workspace;
import dev.tributary.parquet.type.DecimalDigits;
import dev.tributary.parquet.type.ParquetTypes;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * One column of an open file: its values become Parquet values here, and those its pages.
 *
 * @param <V> what the pages take
 */
abstract sealed class Cells<V> {
    private final Column column;
    private final PrimitiveType type;
    private final ColumnPages<V> pages;

    private Cells(Column column, PrimitiveType type, ColumnPages<V> pages) {
        this.column = column;
        this.type = type;
        this.pages = pages;
    }

    /** A column whose pages follow these settings as far as they don't depend on it. */
    static Cells<?> of(Column column, TableFormat format, PageSettings common) {
        PrimitiveType type = ParquetTypes.of(column, format);
        DataType logical = column.type();
        boolean decimal = logical == DataType.DECIMAL || logical == DataType.WEI;
        PageSettings settings = new PageSettings(
                common.codec(),
                common.pageBytes(),
                common.dictionaryBytes(),
                common.pool(),
                column.hasBloomFilter() && logical != DataType.BOOL,
                column.has(ColumnHint.SORT) || column.has(ColumnHint.INCREMENTAL));
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> {
                LongPages pages = new LongPages(LongPages.Kind.INT32, settings);
                yield decimal ? new SmallDecimals(column, type, pages) : new Ints(column, type, pages);
            }
            case INT64 -> {
                LongPages pages = new LongPages(LongPages.Kind.INT64, settings);
                boolean millis = logical == DataType.TIMESTAMP && format == TableFormat.HIVE;
                yield decimal ? new SmallDecimals(column, type, pages) : new Longs(column, type, pages, millis);
            }
            case DOUBLE -> new Doubles(column, type, new LongPages(LongPages.Kind.DOUBLE, settings));
            case BOOLEAN -> new Booleans(column, type, new BooleanPages(settings));
            case FIXED_LEN_BYTE_ARRAY -> new LargeDecimals(column, type, BytesPages.ofDecimals(settings));
            default ->
                new Texts(
                        column,
                        type,
                        logical == DataType.BINARY ? BytesPages.ofBinary(settings) : BytesPages.ofTexts(settings));
        };
    }

    final PrimitiveType type() {
        return type;
    }

    /** Whether the column is stored as this one is. */
    final boolean sameAs(Column other, TableFormat format) {
        return other == column || ParquetTypes.of(other, format).equals(type);
    }

    /** Appends rows [0, rows) of the buffer. */
    final void append(ColumnBuffer buffer, int rows, Workspace workspace) {
        pages.append(values(buffer), buffer.rows(), buffer.count(), rows, workspace);
    }

    /** Appends the selected rows of the buffer, which ascend. */
    final void append(ColumnBuffer buffer, int[] selection, int count, Workspace workspace) {
        append(buffer.selected(selection, count), count, workspace);
    }

    /** Appends rows without a value. */
    final void nulls(int rows, Workspace workspace) {
        pages.nulls(rows, workspace);
    }

    final long memory() {
        return pages.memory();
    }

    /** The memory that is held in addition once so many values more were appended, at most and about. */
    final long growth(int values) {
        return pages.growth(values);
    }

    final long size() {
        return pages.size();
    }

    /** Ends the column's chunk. */
    final void end(Workspace workspace) {
        pages.end(workspace);
    }

    /** Gives back what is kept for the next chunk, which has no values yet. */
    final void release() {
        pages.release();
    }

    /** Ends the column's chunk, and gives back what is only needed while it is filled. */
    final void endForGood(Workspace workspace) {
        pages.end(workspace);
        pages.release();
    }

    /** Writes the column's chunk, which was ended and begins at this position of the file. */
    final Chunk write(OutputStream file, long position) throws IOException {
        return pages.write(file, position);
    }

    /** The bloom filter of the chunk that was written; it is empty where there is none. */
    final byte[] endFilter() throws IOException {
        return pages.endFilter();
    }

    /** Gives back what it holds. */
    final void close() {
        pages.close();
    }

    /** The values as the pages take them. One that does not fit the column is refused. */
    abstract V values(ColumnBuffer buffer);

    final SchemaException refusal(Object value) {
        return new SchemaException("Cannot write value " + value + " to column '" + column.name()
                + "': it does not fit " + type.getLogicalTypeAnnotation() + " (give the column a wider type)");
    }

    private static final class Longs extends Cells<long[]> {
        private final boolean millis;

        private Longs(Column column, PrimitiveType type, LongPages pages, boolean millis) {
            super(column, type, pages);
            this.millis = millis;
        }

        @Override
        long[] values(ColumnBuffer buffer) {
            long[] values = ((LongBuffer) buffer).values();
            if (!millis) {
                return values;
            }
            long[] converted = new long[buffer.count()];
            for (int i = 0; i < converted.length; i++) {
                converted[i] = Math.floorDiv(values[i], 1000L);
            }
            return converted;
        }
    }

    private static final class Ints extends Cells<long[]> {
        private final long limit;

        private Ints(Column column, PrimitiveType type, LongPages pages) {
            super(column, type, pages);
            limit = column.type() == DataType.BIGINT ? 1L << (bits(type) - 1) : 1L << 31;
        }

        private static int bits(PrimitiveType type) {
            return type.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation integer
                    ? integer.getBitWidth()
                    : 32;
        }

        @Override
        long[] values(ColumnBuffer buffer) {
            long[] values = ((LongBuffer) buffer).values();
            for (int i = 0; i < buffer.count(); i++) {
                if (values[i] >= limit || values[i] < -limit) {
                    throw refusal(values[i]);
                }
            }
            return values;
        }
    }

    private static final class Doubles extends Cells<long[]> {
        private Doubles(Column column, PrimitiveType type, LongPages pages) {
            super(column, type, pages);
        }

        @Override
        long[] values(ColumnBuffer buffer) {
            return ((DoubleBuffer) buffer).bits();
        }
    }

    private static final class Booleans extends Cells<boolean[]> {
        private Booleans(Column column, PrimitiveType type, BooleanPages pages) {
            super(column, type, pages);
        }

        @Override
        boolean[] values(ColumnBuffer buffer) {
            return ((BoolBuffer) buffer).values();
        }
    }

    private static final class Texts extends Cells<Bytes> {
        private Texts(Column column, PrimitiveType type, BytesPages pages) {
            super(column, type, pages);
        }

        @Override
        Bytes values(ColumnBuffer buffer) {
            return ((BytesBuffer) buffer).values();
        }
    }

    private static final class SmallDecimals extends Cells<long[]> {
        private final DecimalDigits digits;

        private SmallDecimals(Column column, PrimitiveType type, LongPages pages) {
            super(column, type, pages);
            digits = DecimalDigits.of(column);
        }

        @Override
        long[] values(ColumnBuffer buffer) {
            DecimalBuffer decimals = (DecimalBuffer) buffer;
            long[] values = new long[buffer.count()];
            for (int i = 0; i < values.length; i++) {
                BigDecimal value = decimals.get(i);
                values[i] =
                        digits.unscaled(value).orElseThrow(() -> refusal(value)).longValueExact();
            }
            return values;
        }
    }

    private static final class LargeDecimals extends Cells<Bytes> {
        private final DecimalDigits digits;

        private LargeDecimals(Column column, PrimitiveType type, BytesPages pages) {
            super(column, type, pages);
            digits = DecimalDigits.of(column);
        }

        @Override
        Bytes values(ColumnBuffer buffer) {
            DecimalBuffer decimals = (DecimalBuffer) buffer;
            int width = type().getTypeLength();
            byte[] array = new byte[Math.multiplyExact(buffer.count(), width)];
            int[] ends = new int[buffer.count()];
            for (int i = 0; i < ends.length; i++) {
                BigDecimal value = decimals.get(i);
                BigInteger unscaled = digits.unscaled(value).orElseThrow(() -> refusal(value));
                byte[] minimal = unscaled.toByteArray();
                ends[i] = (i + 1) * width;
                if (unscaled.signum() < 0) {
                    Arrays.fill(array, i * width, ends[i] - minimal.length, (byte) -1);
                }
                System.arraycopy(minimal, 0, array, ends[i] - minimal.length, minimal.length);
            }
            return new Bytes(array, ends, 0);
        }
    }
}
