package dev.tributary.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.SchemaException;
import dev.tributary.normalize.Normalize;
import dev.tributary.normalize.NormalizedFiles;
import dev.tributary.schema.Column;
import dev.tributary.schema.Table;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random JSON becomes the same files with one worker and three, cut into batches anywhere, and as objects. */
class RandomJsonFilesTest {
    /** Fewer than those after which new columns are not widened any more, which batches decide. */
    private static final int MAX_RECORDS = 1000;

    /** Objects are walked on the stacks of workers, some frames a level. */
    private static final int MAX_BRACKETS = 200;

    @TempDir
    Path folder;

    static LongStream seeds() {
        return RandomJsonTest.seeds().filter(seed -> seed % 10 == 0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void becomesTheSameFiles(long seed) {
        Random random = new Random(seed);
        ResourceDefinition resource = RandomResource.of(random).resource();
        List<byte[]> records = records(random);
        List<byte[]> sound =
                records.stream().filter(r -> JsonOracle.value(r).isPresent()).toList();
        List<Integer> cuts =
                random.ints(20, 0, records.size() + 1).sorted().boxed().collect(Collectors.toList());

        Map<String, String> together = run(resource, 1, List.of(json(resource, records, 0)));

        assertThat(run(resource, 1, pieces(resource, records, cuts))).isEqualTo(together);
        assertThat(run(resource, 3, pieces(resource, records, cuts))).isEqualTo(together);
        assertThat(values(resource, json(resource, sound, 0))).isEqualTo(values(resource, objects(resource, sound)));
    }

    private static List<byte[]> records(Random random) {
        RandomJson json = new RandomJson(random, random.nextInt(2) * 30, true);
        Mutation mutation = new Mutation(random);
        List<byte[]> records = new ArrayList<>();
        int count = 1 + random.nextInt(random.nextInt(3) == 0 ? MAX_RECORDS : 200);
        while (records.size() < count) {
            byte[] record = json.next();
            if (random.nextInt(20) == 0) {
                record = mutation.of(record, json.next());
            }
            if (brackets(record) < MAX_BRACKETS) {
                records.add(record);
            }
        }
        return records;
    }

    private static int brackets(byte[] record) {
        int brackets = 0;
        for (byte b : record) {
            brackets += b == '{' || b == '[' ? 1 : 0;
        }
        return brackets;
    }

    private static RecordBatch json(ResourceDefinition resource, List<byte[]> records, int first) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] starts = new int[records.size()];
        int[] ends = new int[records.size()];
        long[] numbers = new long[records.size()];
        for (int i = 0; i < records.size(); i++) {
            starts[i] = bytes.size();
            bytes.writeBytes(records.get(i));
            ends[i] = bytes.size();
            numbers[i] = first + i + 1;
        }
        return new RecordBatch.Json(
                resource, "fuzz", bytes.toByteArray(), starts, ends, records.size(), numbers, false);
    }

    private static List<RecordBatch> pieces(ResourceDefinition resource, List<byte[]> records, List<Integer> cuts) {
        List<RecordBatch> pieces = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            pieces.add(json(resource, records.subList(from, cut), from));
            from = cut;
        }
        pieces.add(json(resource, records.subList(from, records.size()), from));
        return pieces;
    }

    private static RecordBatch objects(ResourceDefinition resource, List<byte[]> records) {
        return new RecordBatch.Objects(
                resource,
                records.stream().map(r -> JsonOracle.value(r).orElseThrow()).toList());
    }

    private Map<String, String> run(ResourceDefinition resource, int workers, List<RecordBatch> batches) {
        return run(resource, workers, batches, UnaryOperator.identity());
    }

    /** What objects keep of the records in JSON. */
    private Map<String, String> values(ResourceDefinition resource, RecordBatch batch) {
        Map<String, String> tables = run(resource, 1, List.of(batch), JsonOracle::withNumbersOfObjects);
        tables.remove(Normalize.REJECTS);
        return tables;
    }

    private Map<String, String> run(
            ResourceDefinition resource, int workers, List<RecordBatch> batches, UnaryOperator<String> told) {
        try {
            NormalizedFiles files = NormalizedFiles.of(
                    Files.createTempDirectory(folder, "run"), NormalizedFiles.settings(workers), resource, batches);
            Map<String, String> tables = new LinkedHashMap<>();
            files.schema().tables().values().forEach(table -> tables.put(table.name(), text(table, files, told)));
            return tables;
        } catch (SchemaException e) {
            return new LinkedHashMap<>(Map.of("refused", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Table table, NormalizedFiles files, UnaryOperator<String> told) {
        StringBuilder text = new StringBuilder(table.name() + " in " + table.parent() + "\n");
        for (Column column : table.columns()) {
            text.append(" ").append(column).append("\n");
        }
        for (Map<String, Object> row : files.rows(table.name())) {
            row.replaceAll((column, value) ->
                    value instanceof Blob blob ? hex(blob) : value instanceof String of ? told.apply(of) : value);
            text.append("  ").append(new TreeMap<>(row)).append("\n");
        }
        return text.toString();
    }

    private static String hex(Blob blob) {
        try {
            return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
