package dev.tributary.normalize.front;

import dev.tributary.coerce.Inference;
import dev.tributary.coerce.IsoTimestamp;
import dev.tributary.normalize.id.RowIdRule;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.ObjectShape;
import dev.tributary.normalize.rows.ObjectShape.FieldShape;
import dev.tributary.normalize.rows.RecordSink;
import dev.tributary.normalize.rows.Slot;
import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.schema.DataType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Puts Java records or beans of one class into a sink column by column, which is faster than record by record. It does so
 * where each property is a value whose column is known and has its type.
 */
final class BeanColumns {
    private final RecordSink sink;

    BeanColumns(RecordSink sink) {
        this.sink = sink;
    }

    /** Puts all these records, or none: those that are not put are for {@link ObjectFrontEnd}. */
    boolean put(List<Object> records, BatchTable root, ObjectShape shape, RowIdRule ids) {
        if (records.isEmpty() || Form.of(records.get(0)) != Form.BEAN) {
            return false;
        }
        Class<?> type = records.get(0).getClass();
        BeanShape bean = BeanShape.of(type);
        FieldShape[] fields = shape.fields(bean.names());
        if (!bean.isFlat() || !sink.takesColumns(root, ids, fields)) {
            return false;
        }
        Object[] beans = records.toArray();
        for (Object other : beans) {
            if (other.getClass() != type) {
                return false;
            }
        }
        for (int i = 0; i < fields.length; i++) {
            if (!isFor(bean.getter(i).form(), sink.slot(root, fields[i])) && !isNothing(bean, i, beans)) {
                return false;
            }
        }
        int row = sink.addRecords(root, beans.length);
        for (int i = 0; i < fields.length; i++) {
            Slot slot = sink.slot(root, fields[i]);
            if (slot.isTyped() && !put(bean, i, beans, row, slot)) {
                sink.takeBack(root, row);
                return false;
            }
        }
        return true;
    }

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

    private static boolean isNothing(BeanShape bean, int index, Object[] beans) {
        for (Object each : beans) {
            if (bean.get(index, each) != null) {
                return false;
            }
        }
        return true;
    }

    private static boolean put(BeanShape bean, int index, Object[] beans, int row, Slot slot) {
        Getter getter = bean.getter(index);
        try {
            if (getter instanceof Getter.Objects objects) {
                return objects(objects, beans, row, slot);
            } else if (getter instanceof Getter.Integers integers) {
                integers(integers, beans, row, slot);
            } else if (getter instanceof Getter.Floats floats) {
                floats(floats, beans, row, slot);
            } else {
                bools((Getter.Bools) getter, beans, row, slot);
            }
            return true;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw bean.unreadable(index, e);
        }
    }

    private static void integers(Getter.Integers getter, Object[] beans, int row, Slot slot) {
        LongBuffer column = Objects.requireNonNull(slot.integers());
        for (int i = 0; i < beans.length; i++) {
            long value = getter.function().applyAsLong(beans[i]);
            slot.note(row + i, value);
            column.put(row + i, value);
        }
    }

    private static void floats(Getter.Floats getter, Object[] beans, int row, Slot slot) {
        DoubleBuffer column = Objects.requireNonNull(slot.doubles());
        for (int i = 0; i < beans.length; i++) {
            column.put(row + i, getter.function().applyAsDouble(beans[i]));
        }
    }

    private static void bools(Getter.Bools getter, Object[] beans, int row, Slot slot) {
        BoolBuffer column = Objects.requireNonNull(slot.bools());
        for (int i = 0; i < beans.length; i++) {
            column.put(row + i, getter.function().test(beans[i]));
        }
    }

    private static boolean objects(Getter.Objects getter, Object[] beans, int row, Slot slot) {
        for (int i = 0; i < beans.length; i++) {
            Object value = getter.function().apply(beans[i]);
            if (value != null && !object(value, getter.form(), row + i, slot)) {
                return false;
            }
        }
        return true;
    }

    /** Stores a value of that form in a column that is for it; false where it does not fit. */
    static boolean object(Object value, Form form, int row, Slot slot) {
        switch (form) {
            case TEXT -> {
                return text((String) value, row, slot);
            }
            case DECIMAL -> {
                return value instanceof BigDecimal decimal && slot.putDecimal(row, decimal);
            }
            case ENUM -> ((BytesBuffer) slot.buffer()).put(row, ((Enum<?>) value).name());
            case SHOWN -> ((BytesBuffer) slot.buffer()).put(row, value.toString());
            case BOOL -> ((BoolBuffer) slot.buffer()).put(row, (boolean) value);
            case INTEGER -> {
                slot.note(row, ((Number) value).longValue());
                ((LongBuffer) slot.buffer()).put(row, ((Number) value).longValue());
            }
            case FLOATING -> ((DoubleBuffer) slot.buffer()).put(row, ((Number) value).doubleValue());
            case TIMESTAMP -> ((LongBuffer) slot.buffer()).put(row, Inference.micros(value));
            case DATE -> ((LongBuffer) slot.buffer()).put(row, ((LocalDate) value).toEpochDay());
            case BIG_INTEGER, SCALAR, OPTIONAL, NODE, MAP, BEAN, COLLECTION, ARRAY ->
                throw new IllegalStateException("unexpected " + value);
        }
        return true;
    }

    private static boolean text(String text, int row, Slot slot) {
        BytesBuffer texts = slot.texts();
        if (texts != null) {
            texts.put(row, text);
            return true;
        }
        long micros = IsoTimestamp.parseMicros(text);
        if (micros != IsoTimestamp.NONE) {
            ((LongBuffer) slot.buffer()).put(row, micros);
        }
        return micros != IsoTimestamp.NONE;
    }
}
