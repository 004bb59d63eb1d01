package dev.tributary.parquet.page;

import dev.tributary.parquet.encoding.Output;
import dev.tributary.parquet.statistics.BloomFilter;
import dev.tributary.parquet.statistics.Bounds;
import dev.tributary.parquet.statistics.Order;
import dev.tributary.parquet.statistics.ValueOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.Encoding;

/** Pages of truth values, one bit each. */
public final class BooleanPages extends ColumnPages<boolean[]> {
    private byte[] bits = {};
    private int count;
    private boolean anyTrue;
    private boolean anyFalse;

    public BooleanPages(PageSettings settings) {
        super(ValueOrder.BOOLEAN, settings);
    }

    @Override
    int fit(boolean[] values, int from, int to) {
        return to - from;
    }

    @Override
    void put(boolean[] values, int from, int to) {
        int needed = (count + to - from) / Byte.SIZE + 1;
        if (needed > bits.length) {
            bits = Arrays.copyOf(bits, Math.max(needed, bits.length * 2));
        }
        for (int i = from; i < to; i++) {
            if (values[i]) {
                bits[count >> 3] |= (byte) (1 << (count & 7));
                anyTrue = true;
            } else {
                anyFalse = true;
            }
            count++;
        }
    }

    @Override
    void hash(boolean[] values, int from, int to, BloomFilter target) {
        throw new IllegalStateException("truth values have no bloom filter");
    }

    @Override
    void compare(boolean[] values, int from, int to, Order target) {
        target.none();
    }

    @Override
    int openBytes() {
        return (count + Byte.SIZE - 1) / Byte.SIZE;
    }

    @Override
    int dictionaryBytes() {
        return 0;
    }

    @Override
    long valueMemory() {
        return bits.length;
    }

    @Override
    public long growth(int values) {
        return 0;
    }

    @Override
    List<Encoding> encodings() {
        return List.of(Encoding.PLAIN);
    }

    @Override
    void writeValues(Encoding encoding, int first, Output out, Workspace workspace) {
        out.write(bits, 0, (first + Byte.SIZE - 1) / Byte.SIZE);
    }

    @Override
    void chosen(Encoding encoding) {
        // there is but one
    }

    @Override
    Bounds endValues(Workspace workspace) {
        Bounds bounds = anyTrue || anyFalse ? new Bounds(bit(!anyFalse), bit(anyTrue)) : Bounds.NONE;
        Arrays.fill(bits, (byte) 0);
        count = 0;
        anyTrue = false;
        anyFalse = false;
        return bounds;
    }

    private static byte[] bit(boolean value) {
        return new byte[] {(byte) (value ? 1 : 0)};
    }

    @Override
    int writeDictionary(Output out) {
        return 0;
    }

    @Override
    void reset() {
        bits = new byte[0];
    }

    @Override
    public void release() {
        reset();
    }
}
