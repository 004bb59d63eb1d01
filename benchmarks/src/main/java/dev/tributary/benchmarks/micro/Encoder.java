package dev.tributary.benchmarks.micro;

import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnData;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.FileEnd;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.parquet.ParquetFile;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A column of values that are in memory, written into a Parquet file with zstd. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Encoder {
    /** The values of one invocation. */
    public static final int VALUES = 500_000;

    private static final int BATCH = 2_000;

    /** What the values are like. */
    @Param({"long_rising", "long_few", "double_prices", "double_any", "text_few", "text_unique"})
    public String values = "long_rising";

    private final List<ColumnData> batches = new ArrayList<>();
    private Path file = Path.of("");

    @Setup
    public void make() throws IOException {
        file = Files.createTempFile("benchmark", ".parquet");
        batches.clear();
        Random random = new Random(1);
        for (int i = 0; i < VALUES; i += BATCH) {
            batches.add(batch(i, random));
        }
    }

    @TearDown
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Benchmark
    public FileEnd write() throws IOException {
        Files.deleteIfExists(file);
        try (ParquetFile open = ParquetFile.create(file, ParquetSettings.defaults(), TableFormat.ICEBERG)) {
            batches.forEach(b -> open.append(BATCH, List.of(b)));
            return open.finish();
        }
    }

    private ColumnData batch(int from, Random random) {
        return switch (values) {
            case "long_rising" -> longs(row -> 1_704_067_200_000_000L + (from + row) * 4_000_000L);
            case "long_few" -> longs(row -> random.nextInt(265));
            case "double_prices" -> doubles(row -> random.nextInt(10_000) / 100.0);
            case "double_any" -> doubles(row -> random.nextDouble());
            case "text_few" -> texts(row -> "zone " + random.nextInt(50));
            default -> texts(row -> Long.toHexString(random.nextLong()));
        };
    }

    private static ColumnData longs(IntToLongFunction values) {
        LongBuffer buffer = new LongBuffer();
        for (int row = 0; row < BATCH; row++) {
            buffer.put(row, values.applyAsLong(row));
        }
        return new ColumnData(Column.of("value", DataType.BIGINT), buffer);
    }

    private static ColumnData doubles(IntToDoubleFunction values) {
        DoubleBuffer buffer = new DoubleBuffer();
        for (int row = 0; row < BATCH; row++) {
            buffer.put(row, values.applyAsDouble(row));
        }
        return new ColumnData(Column.of("value", DataType.DOUBLE), buffer);
    }

    private static ColumnData texts(IntFunction<String> values) {
        BytesBuffer buffer = new BytesBuffer();
        for (int row = 0; row < BATCH; row++) {
            buffer.put(row, values.apply(row));
        }
        return new ColumnData(Column.of("value", DataType.TEXT), buffer);
    }
}
