package dev.tributary.fuzz;

import static java.util.stream.Collectors.joining;

import dev.tributary.normalize.reject.Reject;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.normalize.rows.Breach;
import dev.tributary.schema.Detection;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Normalizes batches twice, as JSON and as the objects that the oracle reads from it, and tells the first difference. What
 * one batch teaches, shapes and schema, is there for the next one.
 */
final class TwoWays {
    private static final String ORIGIN = "fuzz.jsonl";

    private static final Pattern PLACE = Pattern.compile("(?s)(.*) \\(line (\\d+) of fuzz\\.jsonl\\)");

    /** The value that a contract refuses, in the sentence that says so. */
    private static final Pattern VALUE = Pattern.compile("(?s)(?<=value ').*(?=' into column)");

    /** What a reject for bad JSON says: at which byte of the record it is bad, and why. */
    private static final Pattern MALFORMED = Pattern.compile("malformed JSON at offset (\\d+): .+");

    /** What surrounds records in the array, and must not be read. */
    private static final String AROUND = "1\"}],9e\\:\u00e9";

    private final ResourceDefinition resource;
    private final OneWay json;
    private final OneWay objects;
    private int line = 1;

    TwoWays(ResourceDefinition resource, Set<Detection> detections) {
        this.resource = resource;
        this.json = new OneWay(resource, detections);
        this.objects = new OneWay(resource, detections);
    }

    /** Ends the time in which new columns are widened. */
    void closeWindow() {
        json.closeWindow();
        objects.closeWindow();
    }

    /** What the two make differently of these records; nothing where they agree. */
    Optional<String> difference(List<byte[]> records) {
        RecordBatch.Json batch = batch(records);
        List<Object> values = new ArrayList<>();
        TreeMap<Long, byte[]> malformed = new TreeMap<>();
        for (int i = 0; i < records.size(); i++) {
            Optional<Object> value = JsonOracle.value(records.get(i));
            if (value.isPresent()) {
                values.add(value.get());
            } else {
                malformed.put(batch.numbers()[i], records.get(i));
            }
        }
        BatchRows actual = json.normalize(batch);
        BatchRows expected = objects.normalize(new RecordBatch.Objects(resource, values));
        if (actual.breach().isPresent() && expected.breach().isPresent()) {
            return same(told(actual.breach().get()), told(expected.breach().get()));
        }
        return same(told(actual), told(expected))
                .or(() -> rejects(actual.rejects(), expected.rejects(), batch, malformed))
                .or(() -> same(json.take(actual), objects.take(expected)));
    }

    /** Objects have doubles where JSON has numbers with any digits, which kept JSON keeps. */
    private static String told(BatchRows rows) {
        return String.join("\n", RowsText.of(rows, JsonOracle::withNumbersOfObjects));
    }

    private static String told(Breach breach) {
        return VALUE.matcher(breach.sentence())
                .replaceFirst(value -> Matcher.quoteReplacement(JsonOracle.withNumbersOfObjects(value.group())));
    }

    private static Optional<String> rejects(
            List<Reject> actual, List<Reject> expected, RecordBatch.Json batch, TreeMap<Long, byte[]> malformed) {
        Set<Long> left = new HashSet<>(malformed.keySet());
        List<String> others = new ArrayList<>();
        for (Reject reject : actual) {
            Matcher place = PLACE.matcher(reject.reason());
            if (!place.matches()) {
                return Optional.of("a reject names no line: " + reject.reason());
            }
            long number = Long.parseLong(place.group(2));
            int index = (int) (number - batch.numbers()[0]);
            byte[] record = java.util.Arrays.copyOfRange(batch.bytes(), batch.starts()[index], batch.ends()[index]);
            if (!java.util.Arrays.equals(record, reject.raw().get())) {
                return Optional.of("a reject of line " + number + " keeps another record");
            }
            Matcher reason = MALFORMED.matcher(place.group(1));
            if (reason.matches() && Long.parseLong(reason.group(1)) > record.length) {
                return Optional.of("a reject names a place behind its record: " + reject.reason());
            }
            if (place.group(1).startsWith("malformed") && !reason.matches()) {
                return Optional.of("a reject names no place in its record: " + reject.reason());
            }
            if (!left.remove(number)) {
                others.add(reject.path() + ": " + place.group(1));
            }
        }
        if (!left.isEmpty()) {
            return Optional.of("a line that is not JSON is not rejected: " + left);
        }
        return same(
                String.join("\n", others),
                expected.stream().map(r -> r.path() + ": " + r.reason()).collect(joining("\n")));
    }

    /** Half a surrogate pair is a question mark in a file, wherever it becomes one. */
    private static String stored(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Optional<String> same(String actual, String expected) {
        if (stored(actual).equals(stored(expected))) {
            return Optional.empty();
        }
        List<String> one = stored(actual).lines().toList();
        List<String> other = stored(expected).lines().toList();
        int at = 0;
        while (at < one.size() && at < other.size() && one.get(at).equals(other.get(at))) {
            at++;
        }
        return Optional.of("JSON:    " + cut(one, at) + "\nobjects: " + cut(other, at));
    }

    private static String cut(List<String> lines, int at) {
        String text = lines.subList(at, Math.min(at + 3, lines.size())).toString();
        return text.length() > 2000 ? text.substring(0, 2000) + "…" : text;
    }

    /** The records in one array, with what must not be read before, between and behind them, or nothing. */
    private RecordBatch.Json batch(List<byte[]> records) {
        int count = records.size();
        int[] starts = new int[count];
        int[] ends = new int[count];
        long[] numbers = new long[count];
        byte[] around = AROUND.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            bytes.write(around, line % around.length, line % 3 == 0 ? 0 : 1);
            starts[i] = bytes.size();
            bytes.writeBytes(records.get(i));
            ends[i] = bytes.size();
            numbers[i] = line++;
        }
        bytes.write(around, 0, line % 2 == 0 ? 0 : 1);
        return new RecordBatch.Json(resource, ORIGIN, bytes.toByteArray(), starts, ends, count, numbers, true);
    }
}
