package dev.tributary.normalize.front;

import dev.tributary.normalize.id.RowIdRule;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.ObjectShape;
import dev.tributary.normalize.rows.ObjectShape.FieldShape;
import dev.tributary.normalize.rows.RecordSink;
import dev.tributary.normalize.rows.Slot;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.source.RecordColumns;
import dev.tributary.source.RecordColumns.Nulls;
import dev.tributary.source.RecordColumns.Values;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts columns of records into a sink as they are, where each field's column is known and its type is that of the values.
 */
final class ColumnsFrontEnd {
    private final RecordSink sink;

    ColumnsFrontEnd(RecordSink sink) {
        this.sink = sink;
    }

    /** Puts all these records, or none: those that are not put are for {@link ObjectFrontEnd}, as maps. */
    boolean put(RecordColumns records, BatchTable root, ObjectShape shape, RowIdRule ids) {
        FieldShape[] fields = shape.fields(records.names());
        if (!sink.takesColumns(root, ids, fields)) {
            return false;
        }
        List<Values> columns = records.columns();
        @Nullable Form[] forms = new Form[fields.length];
        for (int i = 0; i < fields.length; i++) {
            Form form = form(columns.get(i), records.size());
            if (form != null && !BeanColumns.isFor(form, sink.slot(root, fields[i]))) {
                return false;
            }
            forms[i] = form;
        }
        int row = sink.addRecords(root, records.size());
        for (int i = 0; i < fields.length; i++) {
            Form form = forms[i];
            if (form != null && !put(columns.get(i), form, records.size(), row, sink.slot(root, fields[i]))) {
                sink.takeBack(root, row);
                return false;
            }
        }
        return true;
    }

    /** The form of all values that there are; null where there is none, SCALAR where there are several. */
    private static @Nullable Form form(Values values, int size) {
        if (values instanceof RecordColumns.Integers) {
            return Form.INTEGER;
        }
        if (values instanceof RecordColumns.Floats) {
            return Form.FLOATING;
        }
        Form common = null;
        Class<?> last = Object.class;
        for (int i = 0; i < size; i++) {
            Object value = values.get(i);
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

    private static boolean put(Values values, Form form, int size, int row, Slot slot) {
        if (values instanceof RecordColumns.Integers integers) {
            integers(integers.values(), integers.nulls(), size, row, slot);
        } else if (values instanceof RecordColumns.Floats floats) {
            floats(floats.values(), floats.nulls(), size, row, slot);
        } else {
            for (int i = 0; i < size; i++) {
                Object value = values.get(i);
                if (value != null && !BeanColumns.object(value, form, row + i, slot)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void integers(long[] values, Nulls nulls, int size, int row, Slot slot) {
        LongBuffer column = Objects.requireNonNull(slot.integers());
        for (int i = 0; i < size; i++) {
            if (!nulls.has(i)) {
                slot.note(row + i, values[i]);
                column.put(row + i, values[i]);
            }
        }
    }

    private static void floats(double[] values, Nulls nulls, int size, int row, Slot slot) {
        DoubleBuffer column = Objects.requireNonNull(slot.doubles());
        for (int i = 0; i < size; i++) {
            if (!nulls.has(i)) {
                column.put(row + i, values[i]);
            }
        }
    }
}
