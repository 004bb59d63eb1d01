package dev.tributary.normalize.front;

import dev.tributary.normalize.bean.Form;
import dev.tributary.normalize.id.RowIdRule;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.ObjectShape;
import dev.tributary.normalize.rows.RecordSink;
import dev.tributary.source.RecordColumns;
import dev.tributary.source.RecordColumns.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns flat maps into columns, which is faster than record by record, and puts them into a sink. It does so where all maps
 * have fields that the first one has, whose columns are known. Used for batch after batch by one thread.
 */
final class MapColumns {
    /** After maps that could not be put, twice as many batches as last time are not tried, and so many at most. */
    private static final int LONGEST_PAUSE = 15;

    private final ColumnsFrontEnd columns;
    private List<String> names = List.of();
    private final Map<Object, Integer> indexes = new HashMap<>();
    private @Nullable Object[][] values = {};
    private int pause;
    private int lastPause;

    MapColumns(ColumnsFrontEnd columns) {
        this.columns = columns;
    }

    /** Puts all these records, or none: those that are not put are for {@link ObjectFrontEnd}. */
    boolean put(List<Object> records, RecordSink sink, BatchTable root, ObjectShape shape, RowIdRule ids) {
        if (records.isEmpty() || !(records.get(0) instanceof Map<?, ?> first) || isPausing()) {
            return false;
        }
        if (isFlat(first) && take(first) && fill(records)) {
            List<Values> filled = new ArrayList<>(names.size());
            for (@Nullable Object[] column : values) {
                filled.add(new RecordColumns.Objects(column));
            }
            if (columns.put(new RecordColumns(records.size(), names, filled), sink, root, shape, ids)) {
                lastPause = 0;
                return true;
            }
        }
        lastPause = Math.min(LONGEST_PAUSE, lastPause * 2 + 1);
        pause = lastPause;
        return false;
    }

    private boolean isPausing() {
        pause = Math.max(-1, pause - 1);
        return pause >= 0;
    }

    private static boolean isFlat(Map<?, ?> map) {
        for (Object value : map.values()) {
            if (value != null && !Form.of(value).isValue()) {
                return false;
            }
        }
        return true;
    }

    /** Takes the names of the fields from a map; the list stays the same while they do. */
    private boolean take(Map<?, ?> map) {
        if (!isNamed(map)) {
            List<String> keys = new ArrayList<>();
            for (Object key : map.keySet()) {
                if (!(key instanceof String name)) {
                    return false;
                }
                keys.add(name);
            }
            names = List.copyOf(keys);
            indexes.clear();
            for (String name : names) {
                indexes.put(name, indexes.size());
            }
        }
        return true;
    }

    private boolean isNamed(Map<?, ?> map) {
        int i = 0;
        for (Object key : map.keySet()) {
            if (i == names.size() || !names.get(i++).equals(key)) {
                return false;
            }
        }
        return i == names.size();
    }

    private boolean fill(List<Object> records) {
        int size = records.size();
        if (values.length != names.size() || (values.length > 0 && values[0].length < size)) {
            values = new Object[names.size()][size];
        } else {
            for (@Nullable Object[] column : values) {
                Arrays.fill(column, null);
            }
        }
        String[] expected = names.toArray(String[]::new);
        for (int row = 0; row < size; row++) {
            if (!(records.get(row) instanceof Map<?, ?> map) || !fill(map, row, expected)) {
                return false;
            }
        }
        return true;
    }

    private boolean fill(Map<?, ?> map, int row, String[] expected) {
        int next = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = entry.getKey();
            if (next == expected.length || !expected[next].equals(key)) {
                Integer found = indexes.get(key);
                if (found == null) {
                    return false;
                }
                next = found;
            }
            values[next++][row] = entry.getValue();
        }
        return true;
    }
}
