package dev.tributary.normalize.rows;

import dev.tributary.coerce.VariantName;
import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.naming.NamingConvention;
import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnBuffer;
import dev.tributary.parquet.DecimalBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column within a batch: what the schema knows of it, what the batch makes of it, and its values. What each value needs
 * comes first, and so lies together in memory.
 */
public final class Slot {
    /** Beyond this, 2^53, doubles skip integers. */
    static final long MAX_EXACT = 1L << 53;

    private static final int NEVER = Integer.MAX_VALUE;

    private static final int[] NOWHERE = {};

    /** The field that was put last, and in which row. */
    private ObjectShape.@Nullable FieldShape lastField;

    private int lastRow = -1;

    /** The buffer of values that are stored as they come: of a BIGINT, DOUBLE, BOOL, TEXT or TIMESTAMP column. */
    private @Nullable LongBuffer integers;

    private @Nullable DoubleBuffer doubles;
    private @Nullable BoolBuffer bools;
    private @Nullable BytesBuffer texts;
    private @Nullable LongBuffer timestamps;

    private final String name;
    private final @Nullable Column known;
    /** Whether the column may still be widened: no destination has it, and its resource's first records are held. */
    private final boolean soft;

    /** Whether every integer that the schema knew of is exact as a double. */
    private final boolean exact;

    /** The first row with an integer that is not. */
    private int inexactFrom = NEVER;

    /** Where a new column was met first; orders the new columns of a table. Row, then position codes. */
    private int[] firstMet = NOWHERE;

    private @Nullable Column column;

    /** Whether it got its type as the variant of another column, which is not widened. */
    private boolean variant;

    private @Nullable ColumnBuffer buffer;

    /** What widened the column, in order of rows, to be undone when those rows are taken back. */
    private List<Widening> widenings = List.of();

    private @Nullable DataType variantType;
    private @Nullable String variantName;

    /** Once the batch has ended, how much it held then. */
    private ColumnBuffer.@Nullable Size size;

    Slot(String name, @Nullable Column known, boolean soft, boolean exact) {
        this.name = name;
        this.known = known;
        this.soft = soft;
        this.exact = exact;
        this.column = known != null && known.type() != null ? known : null;
        if (column != null) {
            buffer(ColumnBuffer.of(type()));
        }
    }

    private void buffer(@Nullable ColumnBuffer chosen) {
        DataType type = column == null ? null : column.type();
        buffer = chosen;
        integers = type == DataType.BIGINT ? (LongBuffer) chosen : null;
        doubles = type == DataType.DOUBLE ? (DoubleBuffer) chosen : null;
        bools = type == DataType.BOOL ? (BoolBuffer) chosen : null;
        texts = type == DataType.TEXT ? (BytesBuffer) chosen : null;
        timestamps = type == DataType.TIMESTAMP ? (LongBuffer) chosen : null;
    }

    /** The values of a BIGINT column, else null. */
    @Nullable
    public LongBuffer integers() {
        return integers;
    }

    /** The values of a DOUBLE column, else null. */
    @Nullable
    public DoubleBuffer doubles() {
        return doubles;
    }

    /** The values of a BOOL column, else null. */
    @Nullable
    public BoolBuffer bools() {
        return bools;
    }

    /** The values of a TEXT column, else null. */
    @Nullable
    public BytesBuffer texts() {
        return texts;
    }

    /** The values of a TIMESTAMP column, else null. */
    @Nullable
    public LongBuffer timestamps() {
        return timestamps;
    }

    public String name() {
        return name;
    }

    public boolean isSoft() {
        return soft && !variant;
    }

    public boolean isExact() {
        return exact && inexactFrom == NEVER;
    }

    /** Whether the batch made another column of one that was known. */
    public boolean isWidened() {
        return known != null && known.type() != null && column != null && isOther(column, known);
    }

    /** Whether it is known as something else than this. */
    public boolean isKnownOtherwise(@Nullable Column now) {
        return now == null || known == null ? now != known : isOther(now, known);
    }

    /** Nearly all columns stay what they are: the same object, which is not compared part by part. */
    private static boolean isOther(Column one, Column other) {
        return one != other && !one.equals(other);
    }

    /** Whether the row, which is the last one, has a value for the column or its variant. */
    boolean isClaimed(int row) {
        return lastRow == row;
    }

    private boolean fills(int row) {
        return buffer != null && buffer.count() > 0 && buffer.row(buffer.count() - 1) == row;
    }

    public boolean isTyped() {
        return column != null;
    }

    /** Whether the schema of the snapshot did not have it with a type. */
    public boolean isNew() {
        return known == null || known.type() == null;
    }

    /** The column as the snapshot had it. */
    @Nullable
    public Column known() {
        return known;
    }

    /** The column as the batch needs it. */
    public Column column() {
        if (column == null) {
            throw new IllegalStateException("column '" + name + "' has no type yet");
        }
        return column;
    }

    public DataType type() {
        DataType type = column().type();
        if (type == null) {
            throw new IllegalStateException("column '" + name + "' has no type yet");
        }
        return type;
    }

    public ColumnBuffer buffer() {
        if (buffer == null) {
            throw new IllegalStateException("column '" + name + "' has no type yet");
        }
        return buffer;
    }

    public int[] firstMet() {
        return firstMet;
    }

    /** Gives the column its type. */
    void decide(Column decided, int[] met) {
        column = decided;
        buffer(ColumnBuffer.of(type()));
        firstMet = met;
    }

    /** Gives the column its type, as the variant of another one. */
    void decideVariant(Column decided, int[] met) {
        decide(decided, met);
        variant = true;
    }

    /** The name of the column's variant for values of a type. */
    String variantName(DataType forType, NamingConvention naming) {
        String found = variantName;
        if (found == null || variantType != forType) {
            found = VariantName.of(naming, name, forType);
            variantName = found;
            variantType = forType;
        }
        return found;
    }

    /** Forgets the type again, after the record that brought it was rejected. */
    void undecide() {
        column = null;
        buffer(null);
        widenings = List.of();
        variant = false;
    }

    /** Notes which field fills the row; two fields in one row collide. */
    boolean claim(ObjectShape.FieldShape field, int row) {
        if (lastField != field) {
            if (lastRow == row) {
                return false;
            }
            lastField = field;
        }
        lastRow = row;
        return true;
    }

    /** Whether a value of the field may be put as it is, if it has the column's type. */
    boolean takes(ObjectShape.FieldShape field, int row) {
        return !field.isMarked() && claim(field, row);
    }

    /** Whether the row, which is the last one with a value, holds just this value. */
    boolean holds(int row, Object value) {
        if (buffer == null || !fills(row)) {
            return false;
        }
        int last = buffer.count() - 1;
        if (buffer instanceof LongBuffer longs) {
            return type() == DataType.TIMESTAMP && value instanceof String text
                    ? longs.get(last) == IsoTimestamp.parseMicros(text)
                    : value.equals(longs.get(last));
        }
        if (buffer instanceof DoubleBuffer doubles) {
            return value.equals(doubles.get(last));
        }
        if (buffer instanceof BoolBuffer bools) {
            return value.equals(bools.get(last));
        }
        if (buffer instanceof DecimalBuffer decimals) {
            return value instanceof BigInteger big && decimals.get(last).compareTo(new BigDecimal(big)) == 0;
        }
        return value instanceof String text && ((BytesBuffer) buffer).holds(last, text);
    }

    /** Ends the batch: how much it holds is known to slots of later batches. */
    void end() {
        size = buffer == null ? null : buffer.size();
    }

    /** Makes room for about as many values as the same column had in an earlier batch, in arrays of a pool. */
    void sizeLike(Slot earlier, ArrayPool pool) {
        if (buffer != null && earlier.size != null) {
            buffer.sizeLike(earlier.size, pool);
        }
    }

    /** Gives the arrays of its values back; the values are gone. */
    public void release() {
        if (buffer != null) {
            buffer.release();
        }
    }

    /** Puts a number into a DECIMAL column; false where it does not fit there without loss. */
    public boolean putDecimal(int row, BigDecimal value) {
        return ColumnFit.put(row, this, DataType.DECIMAL, value);
    }

    void forget(int firstRow) {
        if (buffer != null) {
            buffer.truncate(firstRow);
        }
        while (!widenings.isEmpty() && widenings.get(widenings.size() - 1).row() >= firstRow) {
            become(widenings.remove(widenings.size() - 1).from());
        }
        if (inexactFrom != NEVER && inexactFrom >= firstRow) {
            inexactFrom = NEVER;
        }
        if (lastRow >= firstRow) {
            lastRow = -1;
        }
    }

    /** Takes note of a value of a BIGINT column. */
    public void note(int row, long value) {
        if ((value > MAX_EXACT || value < -MAX_EXACT) && inexactFrom == NEVER) {
            inexactFrom = row;
        }
    }

    /** Takes note of values of a BIGINT column, from a row on. */
    public void note(int row, long[] values, int count) {
        for (int i = 0; i < count; i++) {
            note(row + i, values[i]);
        }
    }

    /** Widens the column, values and all. */
    public void widen(Column wider) {
        become(wider);
    }

    /** Widens the column because of a row's value, until that row is taken back. */
    void widen(Column wider, int row) {
        if (widenings.isEmpty()) {
            widenings = new ArrayList<>();
        }
        widenings.add(new Widening(row, column()));
        become(wider);
    }

    /** The row that widened a column, and the column before. */
    private record Widening(int row, Column from) {}

    private void become(Column other) {
        ColumnBuffer converted = converted(buffer(), type(), Objects.requireNonNull(other.type()));
        column = other;
        buffer(converted);
    }

    /** Integers of a BIGINT, DOUBLE, DECIMAL or TEXT column as those of another one, which has room for them. */
    private static ColumnBuffer converted(ColumnBuffer from, DataType fromType, DataType to) {
        if (fromType == to) {
            return from;
        }
        ColumnBuffer result = ColumnBuffer.of(to);
        for (int i = 0; i < from.count(); i++) {
            int row = from.row(i);
            BigDecimal value = integer(from, i);
            if (result instanceof LongBuffer longs) {
                longs.put(row, value.longValueExact());
            } else if (result instanceof DoubleBuffer doubles) {
                doubles.put(row, value.doubleValue());
            } else if (result instanceof DecimalBuffer decimals) {
                decimals.put(row, value);
            } else {
                ((BytesBuffer) result).put(row, value.toPlainString());
            }
        }
        return result;
    }

    private static BigDecimal integer(ColumnBuffer from, int index) {
        if (from instanceof LongBuffer longs) {
            return BigDecimal.valueOf(longs.get(index));
        }
        if (from instanceof DoubleBuffer doubles) {
            return new BigDecimal(doubles.get(index));
        }
        return from instanceof DecimalBuffer decimals
                ? decimals.get(index)
                : new BigDecimal(((BytesBuffer) from).text(index));
    }
}
