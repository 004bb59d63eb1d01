package dev.tributary.normalize.front;

import dev.tributary.coerce.Inference;
import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.normalize.bean.Form;
import dev.tributary.normalize.rows.Slot;
import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.schema.DataType;
import dev.tributary.source.RecordColumns.Nulls;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the values of one field, all of one form, into its column. Used for batch after batch by one thread. */
final class FormColumn {
    private int[] rows = {};
    private long[] longs = {};
    private double[] doubles = {};

    /** Whether values of the form are stored in the column, as they are or where they fit. */
    static boolean isFor(Form form, Slot slot) {
        return switch (form) {
            case TEXT -> slot.texts() != null || slot.timestamps() != null;
            case ENUM, SHOWN -> slot.texts() != null;
            case DECIMAL -> slot.isTyped() && slot.type() == DataType.DECIMAL;
            case BOOL -> slot.bools() != null;
            case INTEGER -> slot.integers() != null;
            case FLOATING -> slot.doubles() != null;
            case TIMESTAMP -> slot.timestamps() != null;
            case DATE -> slot.isTyped() && slot.type() == DataType.DATE;
            case BIG_INTEGER, SCALAR, OPTIONAL, NODE, MAP, BEAN, COLLECTION, ARRAY -> false;
        };
    }

    /** The form of all values that there are; null where there is none, SCALAR where there are several. */
    static @Nullable Form common(@Nullable Object[] values, int size) {
        Form common = null;
        Class<?> last = Object.class;
        for (int i = 0; i < size; i++) {
            Object value = values[i];
            if (value != null && value.getClass() != last) {
                last = value.getClass();
                Form form = Form.of(value);
                if (common != null && common != form) {
                    return Form.SCALAR;
                }
                common = form;
            }
        }
        return common;
    }

    /** Stores integers from a row on in a column that is for them. */
    void put(long[] values, Nulls nulls, int size, int row, Slot slot) {
        LongBuffer column = Objects.requireNonNull(slot.integers());
        if (nulls.flags() == null) {
            slot.note(row, values, size);
            column.put(row, values, size);
            return;
        }
        makeRoom(size);
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (!nulls.has(i)) {
                slot.note(row + i, values[i]);
                longs[count] = values[i];
                rows[count++] = row + i;
            }
        }
        column.put(rows, longs, count);
    }

    /** Stores floating-point numbers from a row on in a column that is for them. */
    void put(double[] values, Nulls nulls, int size, int row, Slot slot) {
        DoubleBuffer column = Objects.requireNonNull(slot.doubles());
        if (nulls.flags() == null) {
            column.put(row, values, size);
            return;
        }
        makeRoom(size);
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (!nulls.has(i)) {
                doubles[count] = values[i];
                rows[count++] = row + i;
            }
        }
        column.put(rows, doubles, count);
    }

    /** Stores objects of that form from a row on in a column that is for them; false where one does not fit. */
    boolean put(@Nullable Object[] values, Form form, int size, int row, Slot slot) {
        makeRoom(size);
        switch (form) {
            case INTEGER -> integers(values, size, row, slot);
            case FLOATING -> floats(values, size, row, slot);
            case TIMESTAMP -> {
                return times(values, size, row, slot);
            }
            case TEXT -> {
                return slot.texts() != null
                        ? texts(values, size, row, slot.texts())
                        : timestamps(values, size, row, Objects.requireNonNull(slot.timestamps()));
            }
            case DECIMAL, BOOL, DATE, ENUM, SHOWN -> {
                return others(values, form, size, row, slot);
            }
            case BIG_INTEGER, SCALAR, OPTIONAL, NODE, MAP, BEAN, COLLECTION, ARRAY ->
                throw new IllegalStateException("unexpected " + form);
        }
        return true;
    }

    private void makeRoom(int size) {
        if (rows.length < size) {
            rows = new int[size];
            longs = new long[size];
            doubles = new double[size];
        }
    }

    private void integers(@Nullable Object[] values, int size, int row, Slot slot) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            Object value = values[i];
            if (value != null) {
                long integer = value.getClass() == Integer.class
                        ? ((Integer) value).longValue()
                        : ((Number) value).longValue();
                slot.note(row + i, integer);
                longs[count] = integer;
                rows[count++] = row + i;
            }
        }
        Objects.requireNonNull(slot.integers()).put(rows, longs, count);
    }

    private void floats(@Nullable Object[] values, int size, int row, Slot slot) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            Object value = values[i];
            if (value != null) {
                doubles[count] = value.getClass() == Double.class ? (Double) value : Inference.floating((Number) value);
                rows[count++] = row + i;
            }
        }
        Objects.requireNonNull(slot.doubles()).put(rows, doubles, count);
    }

    private boolean times(@Nullable Object[] values, int size, int row, Slot slot) {
        int count = 0;
        try {
            for (int i = 0; i < size; i++) {
                Object value = values[i];
                if (value != null) {
                    longs[count] = value.getClass() == Instant.class
                            ? Inference.micros((Instant) value)
                            : Inference.micros(value);
                    rows[count++] = row + i;
                }
            }
        } catch (ArithmeticException beyond) {
            return false;
        }
        Objects.requireNonNull(slot.timestamps()).put(rows, longs, count);
        return true;
    }

    private static boolean texts(@Nullable Object[] values, int size, int row, BytesBuffer column) {
        for (int i = 0; i < size; i++) {
            Object value = values[i];
            if (value != null) {
                column.put(row + i, (String) value);
            }
        }
        return true;
    }

    private boolean timestamps(@Nullable Object[] values, int size, int row, LongBuffer column) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            Object value = values[i];
            if (value != null) {
                longs[count] = IsoTimestamp.parseMicros((String) value);
                if (longs[count] == IsoTimestamp.NONE) {
                    return false;
                }
                rows[count++] = row + i;
            }
        }
        column.put(rows, longs, count);
        return true;
    }

    private static boolean others(@Nullable Object[] values, Form form, int size, int row, Slot slot) {
        for (int i = 0; i < size; i++) {
            Object value = values[i];
            if (value != null && !other(value, form, row + i, slot)) {
                return false;
            }
        }
        return true;
    }

    private static boolean other(Object value, Form form, int row, Slot slot) {
        if (form == Form.DECIMAL) {
            return value instanceof BigDecimal decimal && slot.putDecimal(row, decimal);
        }
        if (form == Form.BOOL) {
            ((BoolBuffer) slot.buffer()).put(row, (boolean) value);
        } else if (form == Form.DATE) {
            long days = ((LocalDate) value).toEpochDay();
            ((LongBuffer) slot.buffer()).put(row, days);
            return days == (int) days;
        } else {
            String text = form == Form.ENUM ? ((Enum<?>) value).name() : value.toString();
            ((BytesBuffer) slot.buffer()).put(row, text);
        }
        return true;
    }
}
