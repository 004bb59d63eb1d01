package dev.tributary.normalize.rows;

import dev.tributary.coerce.IsoTimestamp;
import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnBuffer;
import dev.tributary.parquet.DecimalBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.SchemaContract.Mode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A column within a batch: what the schema knows of it, what the batch makes of it, and its values. */
public final class Slot {
    /** Beyond this, 2^53, doubles skip integers. */
    static final long MAX_EXACT = 1L << 53;

    private final String name;
    private final @Nullable Column known;
    private final boolean variant;

    /** Whether the column may still be widened: no destination has it, and its resource's first records are held. */
    private final boolean soft;

    /** What a contract does with values while the column has no type. */
    private final Mode mode;

    /** Whether every integer in it so far is exact as a double. */
    private boolean exact;

    /** Where a new column was met first; orders the new columns of a table. Row, then position codes. */
    private int[] firstMet = {};

    private @Nullable Column column;
    private @Nullable ColumnBuffer buffer;

    /** The buffer of values that are stored as they come: of a BIGINT, DOUBLE, BOOL, TEXT or TIMESTAMP column. */
    private @Nullable LongBuffer integers;

    private @Nullable DoubleBuffer doubles;
    private @Nullable BoolBuffer bools;
    private @Nullable BytesBuffer texts;
    private @Nullable LongBuffer timestamps;
    private int lastRow = -1;
    private ObjectShape.@Nullable FieldShape lastField;

    Slot(String name, @Nullable Column known, boolean soft, boolean exact, boolean variant, Mode mode) {
        this.name = name;
        this.mode = mode;
        this.known = known;
        this.soft = soft;
        this.exact = exact;
        this.variant = variant;
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
    LongBuffer integers() {
        return integers;
    }

    /** The values of a DOUBLE column, else null. */
    @Nullable
    DoubleBuffer doubles() {
        return doubles;
    }

    /** The values of a BOOL column, else null. */
    @Nullable
    BoolBuffer bools() {
        return bools;
    }

    /** The values of a TEXT column, else null. */
    @Nullable
    BytesBuffer texts() {
        return texts;
    }

    /** The values of a TIMESTAMP column, else null. */
    @Nullable
    LongBuffer timestamps() {
        return timestamps;
    }

    public String name() {
        return name;
    }

    boolean isVariant() {
        return variant;
    }

    public boolean isSoft() {
        return soft;
    }

    public boolean isExact() {
        return exact;
    }

    /** What a contract does with a value that would give the column its type. */
    Mode mode() {
        return mode;
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

    /** Forgets the type again, after the record that brought it was rejected. */
    void undecide() {
        column = null;
        buffer(null);
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
        return value instanceof String text && text.equals(((BytesBuffer) buffer).text(last));
    }

    /** Makes room for about as many values as the same column had in another batch. */
    void sizeLike(Slot other) {
        ColumnBuffer before = other.buffer;
        if (buffer != null && before != null) {
            buffer.sizeLike(before);
        }
    }

    void forget(int firstRow) {
        if (buffer != null) {
            buffer.truncate(firstRow);
        }
        if (lastRow >= firstRow) {
            lastRow = -1;
        }
    }

    void note(long value) {
        if (value > MAX_EXACT || value < -MAX_EXACT) {
            exact = false;
        }
    }

    /** Widens the column, values and all. */
    public void widen(Column wider) {
        ColumnBuffer widened = widened(buffer(), type(), wider);
        column = wider;
        buffer(widened);
    }

    /** The values of a BIGINT or DECIMAL column as those of a DOUBLE, DECIMAL or TEXT one. */
    static ColumnBuffer widened(ColumnBuffer from, DataType fromType, Column wider) {
        DataType to = Objects.requireNonNull(wider.type());
        if (fromType == to) {
            return from;
        }
        ColumnBuffer result = ColumnBuffer.of(to);
        for (int i = 0; i < from.count(); i++) {
            int row = from.row(i);
            BigDecimal value =
                    from instanceof LongBuffer longs ? BigDecimal.valueOf(longs.get(i)) : ((DecimalBuffer) from).get(i);
            if (result instanceof DoubleBuffer doubles) {
                doubles.put(row, value.doubleValue());
            } else if (result instanceof DecimalBuffer decimals) {
                decimals.put(row, value);
            } else {
                ((BytesBuffer) result).put(row, value.toPlainString());
            }
        }
        return result;
    }
}
