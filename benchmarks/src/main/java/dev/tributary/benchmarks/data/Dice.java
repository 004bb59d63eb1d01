package dev.tributary.benchmarks.data;

/** Random numbers of one record, made from its number alone (SplitMix64), so that records don't depend on one another. */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /** Begins the numbers of a record. */
    void reset(long seed, long record) {
        state = mix(seed * GOLDEN + record);
    }

    /** Any 64 bits. */
    long bits() {
        state += GOLDEN;
        return mix(state);
    }

    /** A number from 0, below a limit of at most 2^31. */
    int below(int limit) {
        return (int) (((bits() >>> 32) * limit) >>> 32);
    }

    /** A number from the first to the last, both included. */
    long between(long first, long last) {
        return first + Long.remainderUnsigned(bits(), last - first + 1);
    }

    /** True in so many of a hundred cases. */
    boolean percent(int share) {
        return below(100) < share;
    }

    /** One of the words; the first ones are more frequent. */
    byte[] oneOf(byte[][] words) {
        return words[Math.min(below(words.length), below(words.length))];
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
