package dev.tributary.source.incremental;

/**
 * Tells which of two cursor values a resource has come further with. A class of one's own has a constructor without
 * parameters; it gets values of the cursor's class and gives one of the two.
 */
@FunctionalInterface
public interface LastValueFunction {
    /** The one of two values that is further. */
    Object further(Object one, Object other);

    /** The larger value is further, which is the usual way. */
    final class Max implements LastValueFunction {
        @Override
        @SuppressWarnings("unchecked")
        public Object further(Object one, Object other) {
            return ((Comparable<Object>) one).compareTo(other) >= 0 ? one : other;
        }
    }

    /** The smaller value is further: a resource that is loaded backwards. */
    final class Min implements LastValueFunction {
        @Override
        @SuppressWarnings("unchecked")
        public Object further(Object one, Object other) {
            return ((Comparable<Object>) one).compareTo(other) <= 0 ? one : other;
        }
    }
}
