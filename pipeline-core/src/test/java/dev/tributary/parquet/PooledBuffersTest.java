package dev.tributary.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PooledBuffersTest {
    private final ArrayPool pool = new ArrayPool();

    @TempDir
    Path folder;

    @Test
    void bufferIsAsNewInTheArraysOfAnotherOne() {
        ColumnBuffer.Size size = filled(new BytesBuffer(), 0).size();
        BytesBuffer second = new BytesBuffer();
        second.sizeLike(size, pool);
        byte[] array = filled(second, 0).array();
        second.release();

        BytesBuffer third = new BytesBuffer();
        third.sizeLike(size, pool);
        filled(third, 7);

        assertThat(third.array() == array).isTrue();
        assertThat(third.count()).isEqualTo(500);
        for (int i = 0; i < third.count(); i++) {
            assertThat(third.row(i)).isEqualTo(7 + i * 2);
            assertThat(third.text(i)).isEqualTo("text " + (7 + i * 2));
        }
    }

    @Test
    void bufferGivesEachOfItsArraysOnce() {
        BytesBuffer buffer = new BytesBuffer();
        buffer.sizeLike(filled(new BytesBuffer(), 0).size(), pool);
        filled(buffer, 0);
        buffer.release();
        long free = pool.freeBytes();
        buffer.release();

        assertThat(free).isPositive();
        assertThat(pool.freeBytes()).isEqualTo(free);
    }

    /** A page, a dictionary or a row group in an array that somebody else has would show. */
    @Test
    void filesThatTakeTurnsInOnePoolAreAsFilesOfTheirOwn() throws Exception {
        ParquetSettings settings = new ParquetSettings(Compression.ZSTD, 200_000, 20_000, 20_000);
        List<Path> shared = List.of(folder.resolve("a"), folder.resolve("b"));
        List<Path> own = List.of(folder.resolve("c"), folder.resolve("d"));
        List<ParquetFile> files = new ArrayList<>();
        shared.forEach(path -> files.add(ParquetFile.create(path, settings, TableFormat.ICEBERG, pool)));
        own.forEach(path -> files.add(ParquetFile.create(path, settings, TableFormat.ICEBERG)));
        for (int batch = 0; batch < 60; batch++) {
            for (int i = 0; i < files.size(); i++) {
                List<ColumnData> columns = columns(new Random(batch + (i % 2) * 1_000L));
                files.get(i).append(500, columns);
                columns.forEach(data -> data.values().release());
                pool.shrink(batch % 10 == 0 ? 100_000 : 10_000_000);
            }
        }
        files.forEach(ParquetFile::finish);

        for (int i = 0; i < shared.size(); i++) {
            assertThat(files.get(i).rows()).isEqualTo(30_000);
            assertThat(Files.mismatch(shared.get(i), own.get(i))).isEqualTo(-1);
        }
    }

    @Test
    void fileThatHasEndedHoldsNothing() {
        for (boolean finished : new boolean[] {true, false}) {
            ArrayPool first = new ArrayPool();
            write(first, finished, 1);
            long once = first.freeBytes();
            write(first, finished, 1);

            assertThat(once).isPositive();
            assertThat(first.freeBytes()).isEqualTo(once);
        }
    }

    private void write(ArrayPool arrays, boolean finished, long seed) {
        try (ParquetFile file =
                ParquetFile.create(folder.resolve("e"), ParquetSettings.defaults(), TableFormat.ICEBERG, arrays)) {
            for (int batch = 0; batch < 20; batch++) {
                file.append(500, columns(new Random(seed + batch)));
            }
            if (finished) {
                file.finish();
            }
        }
    }

    /** Texts and numbers, of few values or many. */
    private List<ColumnData> columns(Random random) {
        BytesBuffer kinds = new BytesBuffer(500, 10_000, pool);
        BytesBuffer texts = new BytesBuffer(100, 300, pool);
        LongBuffer numbers = new LongBuffer(300, pool);
        LongBuffer sizes = new LongBuffer(300, pool);
        for (int row = 0; row < 500; row++) {
            kinds.put(row, "kind " + random.nextInt(30));
            numbers.put(row, random.nextLong());
            if (random.nextBoolean()) {
                texts.put(row, Long.toString(random.nextLong(), 36));
                sizes.put(row, random.nextInt(1_000));
            }
        }
        return List.of(
                new ColumnData(Column.of("kind", DataType.TEXT), kinds),
                new ColumnData(Column.of("text", DataType.TEXT), texts),
                new ColumnData(Column.of("number", DataType.BIGINT), numbers),
                new ColumnData(Column.of("size", DataType.BIGINT), sizes));
    }

    /** Every other row from one on. */
    private static BytesBuffer filled(BytesBuffer buffer, int from) {
        for (int i = 0; i < 500; i++) {
            buffer.put(from + i * 2, "text " + (from + i * 2));
        }
        return buffer;
    }
}
