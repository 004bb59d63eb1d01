package dev.tributary.parquet.page;

import java.util.function.BooleanSupplier;

/** Decides for a column, chunk after chunk, whether a dictionary pays off. */
final class DictionaryTrial {
    /** Values of which nearly all are new are ids or measures; prices of a few thousand cents look alike at first. */
    private static final int FIRST_LOOK = 2_000;

    private static final double FIRST_SHARE = 0.95;
    private static final int SECOND_LOOK = 16_000;
    private static final double SECOND_SHARE = 0.61;

    /** With fewer different values than this, nothing is smaller than ids. */
    private static final double FEW_SHARE = 0.125;

    /** A column without a dictionary gets another chance after so many row groups. */
    private static final int PAUSE = 8;

    private final int maxBytes;
    private long values;
    private int pause;

    DictionaryTrial(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether the chunk that begins is to try one. */
    boolean begin() {
        values = 0;
        if (pause > 0) {
            pause--;
            return false;
        }
        return true;
    }

    /**
     * Whether the dictionary is no use, or too large, now that so many values more were looked up.
     *
     * @param sorted tells whether repeated values are neighbours, and those that differ nearly alike; asked once at most
     */
    boolean fails(int more, int distinct, long bytes, BooleanSupplier sorted) {
        boolean second = values < SECOND_LOOK && values + more >= SECOND_LOOK;
        values += more;
        boolean hopeless = values >= SECOND_LOOK
                ? distinct > SECOND_SHARE * values
                : values >= FIRST_LOOK && distinct > FIRST_SHARE * values;
        return hopeless || bytes > maxBytes || second && distinct > FEW_SHARE * values && sorted.getAsBoolean();
    }

    /** Notes that no page came to use it. */
    void abandoned() {
        pause = PAUSE;
    }
}
