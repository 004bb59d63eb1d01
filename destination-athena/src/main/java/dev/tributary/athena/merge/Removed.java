package dev.tributary.athena.merge;

import dev.tributary.athena.keys.Key;
import dev.tributary.athena.keys.KeyRanges;
import dev.tributary.athena.keys.KeyTable;
import java.util.List;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.types.Types;

/** The ids of root rows that are taken out, for their nested rows to follow. */
final class Removed implements AutoCloseable {
    private final String rowKey;
    private final KeyTable ids = new KeyTable(0);
    private final KeyRanges ranges;
    private final Key key = new Key(0);
    private final SingleValue value = new SingleValue();

    Removed(String rowKey) {
        this.rowKey = rowKey;
        this.ranges = new KeyRanges(List.of(rowKey), List.of(Types.StringType.get()), List.of(rowKey));
    }

    /** The column with the ids. */
    String rowKey() {
        return rowKey;
    }

    void add(StructLike row, int position) {
        value.set(0, row.get(position, Object.class));
        if (key.of(value).matches()) {
            ids.put(key);
            ranges.add(value);
        }
    }

    boolean contains(Key id) {
        return id.matches() && ids.contains(id);
    }

    /** What is true of every row that has one of the ids in a column. */
    Expression reach(String column) {
        return ranges.expression(column);
    }

    @Override
    public void close() {
        ids.close();
    }

    /** A row of one value. */
    private static final class SingleValue implements StructLike {
        private Object only = "";

        @Override
        public int size() {
            return 1;
        }

        @Override
        public <T> T get(int position, Class<T> type) {
            return type.cast(only);
        }

        @Override
        public <T> void set(int position, T value) {
            only = value;
        }
    }
}
