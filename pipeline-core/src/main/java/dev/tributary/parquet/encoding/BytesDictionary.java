package dev.tributary.parquet.encoding;

import dev.tributary.parquet.memory.ArrayPool;
import java.util.Arrays;

/** The distinct byte strings of a column chunk in order of appearance, in PLAIN form. */
public final class BytesDictionary {
    private static final int FIRST_VALUES = 16;

    private static final int SLOTS_PER_VALUE = 2;

    /** What suffices for a few values that are looked up once or twice. */
    private static final int FEW_SLOTS = 32;

    /** Many for a few values, so that these hardly ever share one, where there are look-ups enough. */
    private static final int FIRST_SLOTS = 256;

    /** When at least so many of the values looked up last were as the one before, the next are compared with it first. */
    private static final double MANY_REPEATS = 0.9;

    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
    private static final long OTHER_MIX = 0xC2B2_AE3D_27D4_EB4FL;

    private final int gap;
    private final ArrayPool pool;
    private final Output plain;

    /** The i-th value follows a gap behind {@code ends[i]} and reaches up to the next of these. */
    private int[] ends = new int[FIRST_VALUES + 1];

    /** The hash of a value in the high half, and its number, counted from 1, in the low half; 0 is an empty slot. */
    private long[] slots;

    /** How many values there is room for. */
    private int capacity = FIRST_VALUES;

    private int size;
    private boolean repeating;

    /** A dictionary of byte strings behind a gap of so many bytes, in which their length stands. */
    public BytesDictionary(int gap) {
        this(gap, ArrayPool.NONE, FIRST_SLOTS);
    }

    /** The same, in arrays of a pool. */
    public BytesDictionary(int gap, ArrayPool pool) {
        this(gap, pool, FEW_SLOTS);
    }

    private BytesDictionary(int gap, ArrayPool pool, int slots) {
        this.gap = gap;
        this.pool = pool;
        this.slots = new long[slots];
        this.plain = new Output(pool);
    }

    public int size() {
        return size;
    }

    /** The bytes of all values together with their lengths. */
    public int bytes() {
        return plain.size();
    }

    /** All values with their lengths before them. */
    public byte[] array() {
        return plain.array();
    }

    public int start(int id) {
        return ends[id] + gap;
    }

    public int length(int id) {
        return ends[id + 1] - start(id);
    }

    /** Looks up values [from, to), new ones are added, and puts their ids into an array. */
    public void ids(Bytes source, int from, int to, int[] ids, int position) {
        if (slots.length < FIRST_SLOTS && to - from > FIRST_VALUES) {
            rehash(FIRST_SLOTS);
        }
        int changes =
                repeating ? repeatedIds(source, from, to, ids, position) : anyIds(source, from, to, ids, position);
        repeating = changes <= (to - from) * (1 - MANY_REPEATS);
    }

    /** Looks up values that are mostly as the one before, one for each run of these; returns how many runs there are. */
    private int repeatedIds(Bytes source, int from, int to, int[] ids, int position) {
        byte[] array = source.array();
        int[] sourceEnds = source.ends();
        int start = source.start(from);
        int alike = from;
        int runs = 0;
        int next;
        for (int i = from; i < to; i = next) {
            int length = sourceEnds[i] - start;
            int step = length + source.gap();
            if (alike <= i + 1) {
                alike = i + 1;
                while (alike < to && sourceEnds[alike] - sourceEnds[alike - 1] == step) {
                    alike++;
                }
            }
            next = alike;
            if (alike > i + 1) {
                int end = sourceEnds[alike - 1];
                int same = Arrays.mismatch(array, start, end - step, array, start + step, end);
                next = same < 0 ? alike : i + 1 + (same + source.gap()) / step;
            }
            Arrays.fill(ids, position + i - from, position + next - from, id(array, start, length));
            start += (next - i) * step;
            runs++;
        }
        return runs;
    }

    /** Looks up values; returns how many are not as the one before. */
    private int anyIds(Bytes source, int from, int to, int[] ids, int position) {
        byte[] array = source.array();
        int[] sourceEnds = source.ends();
        int sourceGap = source.gap();
        long[] table = slots;
        int[] knownEnds = ends;
        byte[] known = plain.array();
        int start = source.start(from);
        int before = -1;
        int changes = 0;
        int target = position;
        for (int i = from; i < to; i++) {
            int end = sourceEnds[i];
            int length = end - start;
            long head = Words.first(array, start, length);
            long tail = Words.last(array, start, length);
            int hash = hash(head, tail, array, start, length);
            long entry = table[hash & table.length - 1];
            int id = (int) entry - 1;
            if ((int) (entry >>> Integer.SIZE) != hash
                    || !equal(known, knownEnds[id] + gap, knownEnds[id + 1], head, tail, array, start, length)) {
                id = searched(head, tail, hash, array, start, length);
                table = slots;
                knownEnds = ends;
                known = plain.array();
            }
            changes += id == before ? 0 : 1;
            before = id;
            ids[target++] = id;
            start = end + sourceGap;
        }
        return changes;
    }

    /** The id of a value, a new one where it is new. */
    public int id(byte[] source, int start, int length) {
        long head = Words.first(source, start, length);
        long tail = Words.last(source, start, length);
        return searched(head, tail, hash(head, tail, source, start, length), source, start, length);
    }

    private int searched(long head, long tail, int hash, byte[] source, int start, int length) {
        int slot = slot(head, tail, hash, source, start, length);
        return slots[slot] == 0 ? add(source, start, length, hash, slot) : (int) slots[slot] - 1;
    }

    /** The id of a value, or a negative number where it has none. */
    public int find(byte[] source, int start, int length) {
        long head = Words.first(source, start, length);
        long tail = Words.last(source, start, length);
        return (int) slots[slot(head, tail, hash(head, tail, source, start, length), source, start, length)] - 1;
    }

    /** The slot of a value, or the empty one in which it belongs. */
    private int slot(long head, long tail, int hash, byte[] source, int start, int length) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int id = (int) slots[slot] - 1;
            if ((int) (slots[slot] >>> Integer.SIZE) == hash
                    && equal(plain.array(), start(id), ends[id + 1], head, tail, source, start, length)) {
                break;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /**
     * Whether a value is the one at this place of the dictionary, behind which there is room for eight bytes. How long short
     * values are makes no difference to what is done.
     *
     * @param head the first eight bytes of the value
     * @param tail the last eight, where it has so many
     */
    private static boolean equal(
            byte[] known, int from, int to, long head, long tail, byte[] source, int start, int length) {
        if (to - from != length) {
            return false;
        }
        long mask = Words.mask(Math.min(length, Long.BYTES));
        long different = (Words.getLong(known, from) & mask ^ head)
                | (Words.getLong(known, Math.max(from, to - Long.BYTES)) & mask ^ tail);
        return different == 0 && (length <= 2 * Long.BYTES || Words.equal(known, from, source, start, length));
    }

    public long memory() {
        return plain.array().length + ends.length * (long) Integer.BYTES + slots.length * (long) Long.BYTES;
    }

    /** The memory that it takes in addition where so many values are looked up that are all new, in bytes, about. */
    public long growth(int more) {
        int larger = capacity;
        while (larger <= size + more) {
            larger = LongDictionary.larger(larger);
        }
        return (larger - capacity) * (long) (Integer.BYTES + SLOTS_PER_VALUE * Long.BYTES)
                + (long) more * plain.size() / Math.max(1, size);
    }

    public void clear() {
        Arrays.fill(slots, 0);
        plain.resize(0);
        size = 0;
    }

    /** Forgets all values and gives the arrays back. */
    public void release() {
        plain.release();
        pool.give(ends);
        giveSlots();
        ends = new int[FIRST_VALUES + 1];
        slots = new long[FEW_SLOTS];
        capacity = FIRST_VALUES;
        size = 0;
        repeating = false;
    }

    /** The first ones are not from the pool. */
    private void giveSlots() {
        if (slots.length > FIRST_SLOTS) {
            pool.give(slots);
        }
    }

    private int add(byte[] source, int start, int length, int hash, int slot) {
        if (gap > 0) {
            plain.putInt(length);
        }
        plain.write(source, start, length);
        plain.reserve(Long.BYTES);
        ends[++size] = plain.size();
        slots[slot] = (long) hash << Integer.SIZE | size;
        if (size == capacity) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        capacity = LongDictionary.larger(size);
        ends = pool.grown(ends, capacity + 1L);
        if (capacity * SLOTS_PER_VALUE > slots.length) {
            rehash(capacity * SLOTS_PER_VALUE);
        }
    }

    private void rehash(int length) {
        long[] larger = length > FIRST_SLOTS ? pool.longs(length) : new long[length];
        Arrays.fill(larger, 0);
        int mask = larger.length - 1;
        for (long entry : slots) {
            if (entry != 0) {
                int slot = (int) (entry >>> Integer.SIZE) & mask;
                while (larger[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                larger[slot] = entry;
            }
        }
        giveSlots();
        slots = larger;
    }

    /** Not zero, which an empty slot has. */
    private static int hash(long head, long tail, byte[] source, int start, int length) {
        long hash = head * MIX + (tail + length) * OTHER_MIX;
        for (int i = Long.BYTES; i < length - Long.BYTES; i += Long.BYTES) {
            hash = (hash ^ hash >>> 31 ^ Words.getLong(source, start + i)) * MIX;
        }
        return (int) (hash >>> 32 ^ hash >>> 47) | Integer.MIN_VALUE;
    }
}
