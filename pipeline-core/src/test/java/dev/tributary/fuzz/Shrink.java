package dev.tributary.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds a small case that still fails: fewer batches and records first, then fewer bytes in each. */
final class Shrink {
    /** Nobody waits longer for a smaller case. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private Shrink() {}

    static List<List<byte[]>> of(List<List<byte[]>> batches, Predicate<List<List<byte[]>>> failing) {
        long begun = System.nanoTime();
        Predicate<List<List<byte[]>>> fails = some -> System.nanoTime() - begun < PATIENCE_NANOS && failing.test(some);
        List<List<byte[]>> smallest = fewer(batches, fails);
        for (int i = 0; i < smallest.size(); i++) {
            int batch = i;
            List<byte[]> records = fewer(smallest.get(i), some -> fails.test(with(smallest, batch, some)));
            smallest.set(i, records);
            for (int j = 0; j < records.size(); j++) {
                int record = j;
                List<Byte> bytes = fewer(list(records.get(j)), some -> {
                    List<byte[]> changed = with(records, record, array(some));
                    return fails.test(with(smallest, batch, changed));
                });
                records.set(j, array(bytes));
            }
        }
        return smallest;
    }

    /** Leaves out ever smaller ranges for as long as it still fails without them. */
    private static <T> List<T> fewer(List<T> all, Predicate<List<T>> fails) {
        List<T> left = new ArrayList<>(all);
        for (int size = Math.max(1, left.size() / 2); size >= 1; size /= 2) {
            for (int from = 0; from + size <= left.size(); ) {
                List<T> without = new ArrayList<>(left.subList(0, from));
                without.addAll(left.subList(from + size, left.size()));
                if (fails.test(without)) {
                    left = without;
                } else {
                    from += size;
                }
            }
        }
        return left;
    }

    private static <T> List<T> with(List<T> all, int index, T other) {
        List<T> changed = new ArrayList<>(all);
        changed.set(index, other);
        return changed;
    }

    private static List<Byte> list(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte b : bytes) {
            list.add(b);
        }
        return list;
    }

    private static byte[] array(List<Byte> bytes) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        bytes.forEach(array::write);
        return array.toByteArray();
    }
}
