package dev.tributary.normalize.front;

import dev.tributary.normalize.bean.Form;
import dev.tributary.normalize.id.RowIdRule;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.ObjectShape;
import dev.tributary.normalize.rows.ObjectShape.FieldShape;
import dev.tributary.normalize.rows.RecordSink;
import dev.tributary.normalize.rows.Slot;
import dev.tributary.source.RecordColumns;
import dev.tributary.source.RecordColumns.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts columns of records into a sink as they are, where each field's column is known and its type is that of the values.
 * Used for batch after batch by one thread.
 */
final class ColumnsFrontEnd {
    private final FormColumn column;

    ColumnsFrontEnd(FormColumn column) {
        this.column = column;
    }

    /** Puts all these records, or none: those that are not put are for {@link ObjectFrontEnd}, as maps. */
    boolean put(RecordColumns records, RecordSink sink, BatchTable root, ObjectShape shape, RowIdRule ids) {
        FieldShape[] fields = shape.fields(records.names());
        if (!sink.takesColumns(root, ids, fields)) {
            return false;
        }
        List<Values> columns = records.columns();
        @Nullable Form[] forms = new Form[fields.length];
        for (int i = 0; i < fields.length; i++) {
            Form form = form(columns.get(i), records.size());
            if (form != null && !FormColumn.isFor(form, sink.slot(root, fields[i]))) {
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
        return sink.endRecords(root, row);
    }

    private static @Nullable Form form(Values values, int size) {
        if (values instanceof RecordColumns.Integers) {
            return Form.INTEGER;
        }
        if (values instanceof RecordColumns.Floats) {
            return Form.FLOATING;
        }
        return FormColumn.common(((RecordColumns.Objects) values).values(), size);
    }

    private boolean put(Values values, Form form, int size, int row, Slot slot) {
        if (values instanceof RecordColumns.Integers integers) {
            column.put(integers.values(), integers.nulls(), size, row, slot);
            return true;
        }
        if (values instanceof RecordColumns.Floats floats) {
            column.put(floats.values(), floats.nulls(), size, row, slot);
            return true;
        }
        return column.put(((RecordColumns.Objects) values).values(), form, size, row, slot);
    }
}
