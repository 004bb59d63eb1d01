package dev.tributary.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many records that have the same fields, as an array of values for each field: what a database yields. They become columns
 * without being made maps, unless a step, a cursor or a transformer looks at the records. Some hundred records at a time are
 * a good number. The arrays are not copied, and nobody may change them.
 *
 * @param names the fields' names; the same list in all such objects of a resource is fastest
 * @param columns the fields' values, in the order of the names
 */
public record RecordColumns(int size, List<String> names, List<Values> columns) {

    public RecordColumns {
        if (names.size() != columns.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + columns.size() + " columns");
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("a name comes twice in " + names);
        }
        for (Values column : columns) {
            if (column.size() < size) {
                throw new IllegalArgumentException(column.size() + " values for " + size + " records");
            }
        }
    }

    /** The values of one field, record by record. There may be more than there are records. */
    public sealed interface Values {
        int size();

        /** A record's value; null where it has none. */
        @Nullable
        Object get(int index);

        /** The values of some records. */
        Values at(int[] indexes);
    }

    /** Integers. */
    public record Integers(long[] values, Nulls nulls) implements Values {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public @Nullable Object get(int index) {
            return nulls.has(index) ? null : values[index];
        }

        @Override
        public Values at(int[] indexes) {
            return new Integers(IntStream.of(indexes).mapToLong(i -> values[i]).toArray(), nulls.at(indexes));
        }
    }

    /** Floating-point numbers. */
    public record Floats(double[] values, Nulls nulls) implements Values {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public @Nullable Object get(int index) {
            return nulls.has(index) ? null : values[index];
        }

        @Override
        public Values at(int[] indexes) {
            return new Floats(IntStream.of(indexes).mapToDouble(i -> values[i]).toArray(), nulls.at(indexes));
        }
    }

    /** Values of any other kind that a map may have, and nulls. */
    public record Objects(@Nullable Object[] values) implements Values {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public @Nullable Object get(int index) {
            return values[index];
        }

        @Override
        public Values at(int[] indexes) {
            return new Objects(IntStream.of(indexes).mapToObj(i -> values[i]).toArray());
        }
    }

    /** Which records have no value for a field. */
    public record Nulls(boolean @Nullable [] flags) {
        /** Every record has a value. */
        public static final Nulls NONE = new Nulls(null);

        public boolean has(int index) {
            return flags != null && flags[index];
        }

        Nulls at(int[] indexes) {
            if (flags == null) {
                return this;
            }
            boolean[] chosen = new boolean[indexes.length];
            for (int i = 0; i < indexes.length; i++) {
                chosen[i] = flags[indexes[i]];
            }
            return new Nulls(chosen);
        }
    }

    /** One record as a map of its own, fields in order. */
    public Map<String, @Nullable Object> record(int index) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            record.put(names.get(i), columns.get(i).get(index));
        }
        return record;
    }

    /** All records as maps. */
    public List<Object> records() {
        List<Object> records = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            records.add(record(i));
        }
        return Collections.unmodifiableList(records);
    }

    /** The records of those indexes for which the predicate is true; it is called for each, in order. */
    public RecordColumns where(IntPredicate isWanted) {
        int[] wanted = IntStream.range(0, size).filter(isWanted).toArray();
        return wanted.length == size
                ? this
                : new RecordColumns(
                        wanted.length,
                        names,
                        columns.stream().map(c -> c.at(wanted)).toList());
    }
}
