package dev.tributary.normalize;

/**
 * How far a small heap has grown since it was collected last. JDK 25's serial collector collects the old generation only once
 * the heap is as large as it may be, however little of it is needed: a process would take all that its heap may.
 */
final class HeapGrowth {
    /** A heap up to this is collected in a tenth of a second. */
    private static final long SMALL_HEAP = 512L << 20;

    private final long mostBytes;
    private final long stepBytes;

    /** What was in use when it was collected last. */
    private long usedThen;

    /** Of a heap that may become so large; by less than a step it has not grown. */
    HeapGrowth(long mostBytes, long stepBytes) {
        this.mostBytes = mostBytes;
        this.stepBytes = stepBytes;
    }

    /** Whether it is time to collect it, where so much is in use: more than half, and a step more than then. */
    boolean isDue(long used) {
        return mostBytes <= SMALL_HEAP && used > mostBytes / 2 && used - usedThen > stepBytes;
    }

    /** Says that it was collected, and what is in use now. */
    void collected(long used) {
        usedThen = used;
    }
}
