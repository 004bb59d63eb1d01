package dev.tributary.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a list that a property fails for small: what is left fails too, and without any one element it does not. */
public final class Shrinking {
    private Shrinking() {}

    /** The smallest list that still fails, found by leaving out ever shorter runs of elements. Keeps their order. */
    public static <T> List<T> smallest(List<T> failing, Predicate<List<T>> fails) {
        List<T> smallest = List.copyOf(failing);
        int run = Math.max(1, smallest.size() / 2);
        while (true) {
            List<T> smaller = without(smallest, run, fails);
            if (smaller.size() == smallest.size() && run == 1) {
                return smallest;
            }
            run = smaller.size() < smallest.size() ? run : run / 2;
            run = Math.max(1, Math.min(run, smaller.size()));
            smallest = smaller;
        }
    }

    private static <T> List<T> without(List<T> list, int run, Predicate<List<T>> fails) {
        List<T> left = list;
        int start = 0;
        while (start < left.size()) {
            List<T> candidate = new ArrayList<>(left.subList(0, start));
            candidate.addAll(left.subList(Math.min(left.size(), start + run), left.size()));
            if (fails.test(candidate)) {
                left = candidate;
            } else {
                start += run;
            }
        }
        return left;
    }
}
