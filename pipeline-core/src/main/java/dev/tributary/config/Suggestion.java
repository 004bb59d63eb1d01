package dev.tributary.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant by a name that does not exist. */
public final class Suggestion {
    private Suggestion() {}

    /** The known name with the fewest edits, if they are few for a name of that length. */
    public static Optional<String> closest(String name, Collection<String> known) {
        int few = Math.max(1, name.length() / 4);
        return known.stream()
                .filter(k -> edits(name, k) <= few)
                .min(Comparator.comparingInt((String k) -> edits(name, k)).thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be changed, added, removed or swapped with a neighbour. */
    private static int edits(String from, String to) {
        int[][] costs = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                costs[i][j] = i == 0 || j == 0 ? i + j : cost(costs, from, to, i, j);
            }
        }
        return costs[from.length()][to.length()];
    }

    private static int cost(int[][] costs, String from, String to, int i, int j) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int cost = Math.min(costs[i - 1][j - 1] + change, 1 + Math.min(costs[i - 1][j], costs[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(cost, costs[i - 2][j - 2] + 1) : cost;
    }
}
