package dev.tributary.normalize.front;

import dev.tributary.normalize.bean.BeanShape;
import dev.tributary.normalize.bean.Form;
import dev.tributary.normalize.bean.Getter;
import dev.tributary.normalize.bean.PropertyLoop;
import dev.tributary.normalize.id.RowIdRule;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.ObjectShape;
import dev.tributary.normalize.rows.ObjectShape.FieldShape;
import dev.tributary.normalize.rows.RecordSink;
import dev.tributary.normalize.rows.Slot;
import dev.tributary.source.RecordColumns.Nulls;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts Java records or beans of one class into a sink column by column, which is faster than record by record. It does so
 * where each property is a value whose column is known and has its type. Used for batch after batch by one thread.
 */
final class BeanColumns {
    private final FormColumn columns;
    private long[] longs = {};
    private double[] doubles = {};
    private boolean[] bools = {};
    private @Nullable Object[] objects = {};

    BeanColumns(FormColumn columns) {
        this.columns = columns;
    }

    /** Puts all these records, or none: those that are not put are for {@link ObjectFrontEnd}. */
    boolean put(List<Object> records, RecordSink sink, BatchTable root, ObjectShape shape, RowIdRule ids) {
        if (records.isEmpty() || Form.of(records.get(0)) != Form.BEAN) {
            return false;
        }
        Class<?> type = records.get(0).getClass();
        BeanShape bean = BeanShape.of(type);
        if (!bean.isFlat()) {
            return false;
        }
        FieldShape[] fields = shape.fields(bean.names());
        if (!sink.takesColumns(root, ids, fields)) {
            return false;
        }
        Object[] beans = records.toArray();
        for (Object other : beans) {
            if (other.getClass() != type) {
                return false;
            }
        }
        for (int i = 0; i < fields.length; i++) {
            if (!FormColumn.isFor(bean.getter(i).form(), sink.slot(root, fields[i])) && !isNothing(bean, i, beans)) {
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
        return sink.endRecords(root, row);
    }

    private static boolean isNothing(BeanShape bean, int index, Object[] beans) {
        for (Object each : beans) {
            if (bean.get(index, each) != null) {
                return false;
            }
        }
        return true;
    }

    private boolean put(BeanShape bean, int index, Object[] beans, int row, Slot slot) {
        Getter getter = bean.getter(index);
        int size = beans.length;
        read(bean, index, beans);
        if (getter instanceof Getter.Objects) {
            return columns.put(objects, getter.form(), size, row, slot);
        } else if (getter instanceof Getter.Integers) {
            columns.put(longs, Nulls.NONE, size, row, slot);
        } else if (getter instanceof Getter.Floats) {
            columns.put(doubles, Nulls.NONE, size, row, slot);
        } else {
            Objects.requireNonNull(slot.bools()).put(row, bools, size);
        }
        return true;
    }

    private void read(BeanShape bean, int index, Object[] beans) {
        Getter getter = bean.getter(index);
        PropertyLoop loop = bean.loop(index);
        int size = beans.length;
        try {
            if (getter instanceof Getter.Objects) {
                objects = objects.length < size ? new Object[size] : objects;
                loop.objects(beans, objects);
            } else if (getter instanceof Getter.Integers) {
                longs = longs.length < size ? new long[size] : longs;
                loop.longs(beans, longs);
            } else if (getter instanceof Getter.Floats) {
                doubles = doubles.length < size ? new double[size] : doubles;
                loop.doubles(beans, doubles);
            } else {
                bools = bools.length < size ? new boolean[size] : bools;
                loop.bools(beans, bools);
            }
        } catch (Throwable e) {
            throw bean.unreadable(index, e);
        }
    }
}
