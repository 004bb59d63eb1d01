package dev.tributary.athena;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An API whose items appear over time, several with one timestamp. Those of {@code ordered} appear in order, some after
 * others with the same timestamp; those of {@code late} up to an hour after others with later ones.
 */
final class FakeApi {
    static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

    /** Seconds that an item may be late, which a lag of an hour bears. */
    private static final int LATENESS = 3_600;

    private static final int SECONDS_BETWEEN = 40;
    private static final int ITEMS_AT_ONCE = 7;

    private final List<Map<String, Object>> ordered = new ArrayList<>();
    private final List<Map<String, Object>> late = new ArrayList<>();
    private int published;

    FakeApi(int items, Random random) {
        List<Integer> arrivals =
                new ArrayList<>(IntStream.range(0, items).boxed().toList());
        int[] arrival = new int[items];
        for (int i = 0; i < items; i++) {
            ordered.add(item(i, i / ITEMS_AT_ONCE));
            arrival[i] = i * SECONDS_BETWEEN / ITEMS_AT_ONCE + random.nextInt(LATENESS - SECONDS_BETWEEN);
        }
        arrivals.sort((a, b) -> arrival[a] - arrival[b]);
        arrivals.forEach(i -> late.add(item(i, i / ITEMS_AT_ONCE)));
    }

    private static Map<String, Object> item(int id, int group) {
        return Map.of(
                "id",
                id,
                "updated_at",
                BEGIN.plusSeconds((long) group * SECONDS_BETWEEN).toString());
    }

    /** More items appear. */
    void publish(int count) {
        published = Math.min(ordered.size(), published + count);
    }

    void publishAll() {
        published = ordered.size();
    }

    /** What the API answers: items from a time on, in no order. */
    List<Map<String, Object>> ordered(Instant since, Random random) {
        return since(ordered, since, random);
    }

    List<Map<String, Object>> late(Instant since, Random random) {
        return since(late, since, random);
    }

    private List<Map<String, Object>> since(List<Map<String, Object>> items, Instant since, Random random) {
        List<Map<String, Object>> found = new ArrayList<>(items.subList(0, published).stream()
                .filter(i -> !Instant.parse((String) i.get("updated_at")).isBefore(since))
                .toList());
        java.util.Collections.shuffle(found, random);
        return found;
    }

    /** The ids of all that have appeared. */
    Set<Object> ids(boolean isLate) {
        Set<Object> ids = new HashSet<>();
        (isLate ? late : ordered).subList(0, published).forEach(i -> ids.add(i.get("id")));
        return ids;
    }
}
