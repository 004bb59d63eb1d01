package dev.tributary.benchmarks.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.benchmarks.data.Generate;
import dev.tributary.source.RecordColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rows of the flat data as objects, made before they are measured. */
public final class Trips {
    private static final int BYTES_OF_ROW = 443;

    private Trips() {}

    /** The first rows, as records. */
    public static List<Trip> records(int count) throws IOException {
        Path file = Files.createTempFile("benchmark", ".jsonl");
        try {
            Generate.write("flat", (long) (count + count / 10) * BYTES_OF_ROW, file);
            ObjectMapper mapper = new ObjectMapper();
            List<Trip> trips = new ArrayList<>();
            try (Stream<String> lines = Files.lines(file)) {
                for (String line : (Iterable<String>) lines.limit(count)::iterator) {
                    trips.add(Trip.of(mapper.readTree(line)));
                }
            }
            return trips;
        } finally {
            Files.delete(file);
        }
    }

    /** The first rows, as maps. */
    public static List<?> maps(int count) throws IOException {
        return records(count).stream().map(Trip::map).toList();
    }

    /** Maps, as columns. */
    public static RecordColumns columns(List<?> maps) {
        List<String> names =
                ((Map<?, ?>) maps.get(0)).keySet().stream().map(String::valueOf).toList();
        List<RecordColumns.Values> columns = new ArrayList<>();
        for (String name : names) {
            Object[] values = maps.stream().map(m -> ((Map<?, ?>) m).get(name)).toArray();
            columns.add(column(values));
        }
        return new RecordColumns(maps.size(), names, columns);
    }

    private static RecordColumns.Values column(Object[] values) {
        boolean[] missing = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            missing[i] = values[i] == null;
        }
        RecordColumns.Nulls nulls = new RecordColumns.Nulls(missing);
        Stream<Number> numbers = Stream.of(values).map(v -> v instanceof Number number ? number : (Number) 0);
        if (Stream.of(values).anyMatch(Double.class::isInstance)) {
            return new RecordColumns.Floats(
                    numbers.mapToDouble(Number::doubleValue).toArray(), nulls);
        }
        return Stream.of(values).anyMatch(Integer.class::isInstance)
                ? new RecordColumns.Integers(
                        numbers.mapToLong(Number::longValue).toArray(), nulls)
                : new RecordColumns.Objects(values);
    }

    /** The rows several times. */
    static Stream<?> repeat(List<?> rows, int times) {
        return Collections.nCopies(times, rows).stream().flatMap(List::stream);
    }
}
