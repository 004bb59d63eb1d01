package dev.tributary.benchmarks.section;

/** How much is measured: bytes of input, and rounds of each. */
public record Sizes(long flatBytes, long nestedBytes, long coldBytes, int objects, int rounds, int coldRounds) {
    /** What the page is made of. */
    public static Sizes full() {
        return new Sizes(1_000_000_000L, 1_300_000_000L, 4_000_000_000L, 1_000_000, 5, 3);
    }

    /** A tenth or less, to see that everything works. */
    public static Sizes quick() {
        return new Sizes(50_000_000L, 50_000_000L, 100_000_000L, 100_000, 2, 1);
    }
}
