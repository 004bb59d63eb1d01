package dev.tributary.parquet.page;

import dev.tributary.parquet.encoding.DistinctIds;
import dev.tributary.parquet.encoding.LongDictionary;
import dev.tributary.parquet.encoding.Output;
import dev.tributary.parquet.encoding.Words;
import dev.tributary.parquet.statistics.BloomFilter;
import dev.tributary.parquet.statistics.Bounds;
import dev.tributary.parquet.statistics.LongBounds;
import dev.tributary.parquet.statistics.Order;
import dev.tributary.parquet.statistics.ValueOrder;
import java.util.List;
import org.apache.parquet.format.Encoding;

/** Pages of numbers of 32 or 64 bits. Doubles come as their bits. */
public final class LongPages extends ValuePages<long[]> {
    /** The kinds of number. */
    public enum Kind {
        INT32(ValueOrder.INT32, Integer.BYTES),
        INT64(ValueOrder.INT64, Long.BYTES),
        DOUBLE(ValueOrder.DOUBLE, Long.BYTES);

        private final ValueOrder order;
        private final int width;

        Kind(ValueOrder order, int width) {
            this.order = order;
            this.width = width;
        }

        /** The bytes that a number takes in PLAIN form. */
        int width() {
            return width;
        }
    }

    private static final long[] NOTHING = {};

    private final Kind kind;
    private final LongDictionary dictionary;

    /** The open page's values where they are not ids. */
    private long[] values = NOTHING;

    private int plainCount;
    private boolean compared;
    private long lastCompared;
    private final LongBounds bounds;

    public LongPages(Kind kind, PageSettings settings) {
        super(kind.order, settings);
        this.kind = kind;
        this.bounds = new LongBounds(kind.order);
        this.dictionary = new LongDictionary(settings.pool());
    }

    @Override
    int fit(long[] source, int from, int to) {
        return to - from;
    }

    @Override
    void addPlain(long[] source, int from, int to) {
        bounds.add(source, from, to);
        int length = to - from;
        reserve(length);
        System.arraycopy(source, from, values, plainCount, length);
        plainCount += length;
    }

    @Override
    void addPlain(int[] ids, int count) {
        reserve(count);
        long[] known = dictionary.values();
        int start = plainCount;
        for (int i = 0; i < count; i++) {
            values[plainCount++] = known[ids[i]];
        }
        bounds.add(values, start, plainCount);
    }

    private void reserve(int more) {
        if (plainCount + more > values.length) {
            values = settings.pool().grown(values, capacity(plainCount + more, values.length));
        }
    }

    @Override
    boolean fitDictionary(long[] source, int from, int to) {
        return true;
    }

    @Override
    void lookUp(long[] source, int from, int to, int[] ids, int position) {
        dictionary.ids(source, from, to, ids, position);
    }

    @Override
    void hash(long[] source, int from, int to, BloomFilter target) {
        byte[] plain = new byte[Long.BYTES];
        for (int i = from; i < to; i++) {
            Words.setLong(plain, 0, source[i]);
            target.add(plain, 0, kind.width);
            if (kind == Kind.DOUBLE && source[i] << 1 == 0) {
                Words.setLong(plain, 0, source[i] ^ Long.MIN_VALUE);
                target.add(plain, 0, kind.width);
            }
        }
    }

    /** Zeros of either sign are apart, so that doubles are sorted for readers that tell them apart and others. */
    @Override
    void compare(long[] source, int from, int to, Order target) {
        for (int i = from; i < to; i++) {
            long value = source[i];
            if (kind == Kind.DOUBLE) {
                if (Double.isNaN(Double.longBitsToDouble(value))) {
                    target.none();
                }
                value = LongBounds.ordered(value);
            }
            if (compared) {
                target.next(Long.compare(value, lastCompared));
            }
            compared = true;
            lastCompared = value;
        }
    }

    @Override
    boolean neighboursAlike(int[] ids, int count) {
        return false;
    }

    @Override
    int distinct() {
        return dictionary.size();
    }

    @Override
    int dictionaryBytes() {
        return dictionary.size() * kind.width;
    }

    @Override
    long dictionaryGrowth(int values) {
        return dictionary.growth(values);
    }

    @Override
    void clearDictionary(boolean again) {
        if (again) {
            dictionary.clear();
        } else {
            dictionary.release();
        }
    }

    @Override
    void releaseValues() {
        settings.pool().give(values);
        values = NOTHING;
    }

    @Override
    void beginComparing() {
        compared = false;
    }

    @Override
    Bounds endPlain() {
        plainCount = 0;
        return bounds.end();
    }

    @Override
    Bounds bounds(DistinctIds ids) {
        long[] known = dictionary.values();
        for (int i = 0; i < ids.size(); i++) {
            bounds.add(known, ids.get(i), ids.get(i) + 1);
        }
        return bounds.end();
    }

    @Override
    int plainBytes() {
        return plainCount * kind.width;
    }

    @Override
    long memoryOfValues() {
        return values.length * (long) Long.BYTES + dictionary.memory();
    }

    @Override
    List<Encoding> candidates() {
        return kind == Kind.DOUBLE ? List.of(Encoding.PLAIN) : List.of(Encoding.PLAIN, Encoding.DELTA_BINARY_PACKED);
    }

    @Override
    void writePlain(Encoding encoding, int first, Output out, Workspace workspace) {
        if (encoding == Encoding.DELTA_BINARY_PACKED) {
            workspace.deltas.write(values, first, kind == Kind.INT32, out);
        } else {
            out.putNumbers(values, first, kind == Kind.INT32);
        }
    }

    @Override
    void writeDictionaryValues(Output out) {
        out.putNumbers(dictionary.values(), dictionary.size(), kind == Kind.INT32);
    }
}
