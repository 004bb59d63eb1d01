package dev.tributary.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.source.RawJson;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random records for property tests: nested maps and lists, awkward names and texts, and fields that now and then change
 * their type. One seed always gives the same records; put it into the test's message. No record has two names that
 * snake_case makes one, so none has to be rejected for that. All values can be written as JSON without loss.
 */
public final class RandomRecords {
    /** Names that differ after normalization; those that are used most come first. */
    private static final List<String> NAMES = List.of(
            "id",
            "name",
            "items",
            "createdAt",
            "Value",
            "with space",
            "a.b",
            "1st",
            "größe",
            "données-été",
            "x__y",
            "_hidden",
            "trailing_",
            "SELECT",
            "HTTPServer2",
            "emoji 😀",
            "名前",
            "a-rather-long-name-".repeat(5),
            "quote\"d",
            "tab\there");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "plain",
            "2026-01-02T03:04:05Z",
            "2026-01-02T03:04:05.678901+02:00",
            "2026-01-02",
            "12:30:00",
            "42",
            "-1.5",
            "true",
            "null",
            "größe 😀 名前",
            "line\nbreak\tand \"quotes\" \\ \u0001",
            "x".repeat(300));

    private static final List<BigInteger> BIG = List.of(
            new BigInteger("9223372036854775808"),
            new BigInteger("-170141183460469231731687303715884105728"),
            new BigInteger("99999999999999999999999999999999999999"));

    /** One value in this many has another type than its field mostly has. */
    private static final int ODD_ONE_IN = 20;

    private static final int KINDS = 8;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final long seed;
    private final int depth;
    private final Random random;

    /** Records that nest up to three levels deep. */
    public RandomRecords(long seed) {
        this(seed, 3);
    }

    /** Records whose maps and lists nest up to a depth; 0 gives flat ones. */
    public RandomRecords(long seed, int depth) {
        this.seed = seed;
        this.depth = depth;
        this.random = new Random(seed);
    }

    /** The next records, as maps with fields in a fixed order. */
    public List<Map<String, Object>> take(int count) {
        List<Map<String, Object>> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(map("", depth));
        }
        return records;
    }

    /** The records as JSON Lines, each as one line. */
    public static RawJson asJsonLines(List<? extends Map<String, Object>> records) {
        StringBuilder lines = new StringBuilder();
        records.forEach(r -> lines.append(json(r)).append('\n'));
        return RawJson.of("random.jsonl", lines.toString());
    }

    /** A record as a line of JSON, without its end. */
    public static String asLine(Map<String, Object> record) {
        return json(record);
    }

    /** The records as one JSON array. */
    public static RawJson asJsonArray(List<? extends Map<String, Object>> records) {
        return RawJson.of("random.json", json(records));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> map(String path, int levels) {
        Map<String, Object> map = new LinkedHashMap<>();
        int fields = random.nextInt(8);
        for (int i = 0; i < fields; i++) {
            String name = name();
            map.put(name, value(path + "/" + name, levels));
        }
        return map;
    }

    private String name() {
        int among = random.nextBoolean() ? 5 : NAMES.size();
        return NAMES.get(random.nextInt(among));
    }

    private @Nullable Object value(String path, int levels) {
        int home = Math.floorMod((seed + path).hashCode(), KINDS);
        int kind = random.nextInt(ODD_ONE_IN) == 0 ? random.nextInt(KINDS) : home;
        if (random.nextInt(10) == 0) {
            return null;
        }
        return switch (kind) {
            case 0 -> random.nextBoolean();
            case 1 -> random.nextInt(1000) - 500;
            case 2 -> random.nextInt(10) == 0 ? BIG.get(random.nextInt(BIG.size())) : random.nextLong();
            case 3 -> random.nextInt(4) == 0 ? (double) random.nextInt(10) : random.nextGaussian() * 1e6;
            case 4, 5 -> TEXTS.get(random.nextInt(TEXTS.size()));
            case 6 -> levels == 0 ? (Object) random.nextInt(10) : map(path, levels - 1);
            default -> levels == 0 ? (Object) "leaf" : list(path + "[]", levels - 1);
        };
    }

    private List<Object> list(String path, int levels) {
        List<Object> list = new ArrayList<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            Object element = value(path, levels);
            list.add(element == null ? "null" : element);
        }
        return list;
    }
}
