package dev.tributary.athena.keys;

/**
 * A hash table from keys of two longs to a few longs each, all zero at first. Up to its budget it is on the heap, beyond in a
 * mapped file, so that any number of keys takes a bounded heap. A key of two zeros is not allowed. Not thread-safe.
 */
public final class KeyTable implements AutoCloseable {
    /** A table with more keys than this is on disk; a few of them are open at a time. */
    static final long HEAP_BYTES = 32L << 20;

    private static final int KEY = 2;

    private final int width;
    private final long heapBytes;
    private Longs longs;
    private long mask;
    private long size;
    private boolean added;

    /** A table with that many longs for each key. */
    public KeyTable(int values) {
        this(values, 1 << 10, HEAP_BYTES);
    }

    /** A table that need not grow until it has that many keys. */
    KeyTable(int values, long expected, long heapBytes) {
        this.width = KEY + values;
        this.heapBytes = heapBytes;
        long slots = Math.max(16, Long.highestOneBit(Math.max(1, expected * 3 / 2)) << 1);
        this.mask = slots - 1;
        this.longs = Longs.of(slots * width, heapBytes);
    }

    /** The keys in it. */
    long size() {
        return size;
    }

    boolean isOnHeap() {
        return longs.isOnHeap();
    }

    /** The slot of a key, or -1. It holds until the next {@code put}. */
    public long find(long high, long low) {
        long slot = slot(high, low);
        return isEmpty(slot) ? -1 : slot;
    }

    /** Whether a key is in it. */
    public boolean contains(Key key) {
        return find(key.high(), key.low()) >= 0;
    }

    /** The slot of a key, which is added if it is new. */
    long put(long high, long low) {
        long slot = slot(high, low);
        added = isEmpty(slot);
        if (!added) {
            return slot;
        }
        if ((size + 1) * 4 > (mask + 1) * 3) {
            grow();
            slot = slot(high, low);
        }
        longs.set(slot * width, high);
        longs.set(slot * width + 1, low);
        size++;
        return slot;
    }

    /** The slot of a key, which is added if it is new. */
    public long put(Key key) {
        return put(key.high(), key.low());
    }

    /** Whether the last {@code put} added its key. */
    public boolean added() {
        return added;
    }

    /** One of the longs of a slot. */
    public long value(long slot, int index) {
        return longs.get(slot * width + KEY + index);
    }

    /** Sets one of the longs of a slot. */
    public void setValue(long slot, int index, long value) {
        longs.set(slot * width + KEY + index, value);
    }

    private boolean isEmpty(long slot) {
        return longs.get(slot * width) == 0 && longs.get(slot * width + 1) == 0;
    }

    private long slot(long high, long low) {
        long slot = mix(high * 31 + low) & mask;
        while (!isEmpty(slot) && (longs.get(slot * width) != high || longs.get(slot * width + 1) != low)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private void grow() {
        Longs old = longs;
        long slots = mask + 1;
        mask = slots * 2 - 1;
        longs = Longs.of(slots * 2 * width, heapBytes);
        for (long slot = 0; slot < slots; slot++) {
            long high = old.get(slot * width);
            long low = old.get(slot * width + 1);
            if (high != 0 || low != 0) {
                long to = slot(high, low);
                for (int i = 0; i < width; i++) {
                    longs.set(to * width + i, old.get(slot * width + i));
                }
            }
        }
        old.close();
    }

    @Override
    public void close() {
        longs.close();
    }
}
