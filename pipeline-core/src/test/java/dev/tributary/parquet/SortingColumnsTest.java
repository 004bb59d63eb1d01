package dev.tributary.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortingColumnsTest {
    @TempDir
    Path folder;

    /** What each row group says it is sorted by, for row groups of one batch each. */
    private List<List<SortingColumn>> sortings(Column column, ColumnBuffer... groups) throws IOException {
        return sortings(true, column, groups);
    }

    private List<List<SortingColumn>> sortings(boolean flushed, Column column, ColumnBuffer... batches)
            throws IOException {
        Path path = folder.resolve("sorted.parquet");
        try (ParquetFile file = ParquetFile.create(path, ParquetSettings.defaults(), TableFormat.ICEBERG)) {
            for (ColumnBuffer batch : batches) {
                file.append(batch.row(batch.count() - 1) + 1, List.of(new ColumnData(column, batch)));
                if (flushed) {
                    file.flushRowGroup();
                }
            }
            file.finish();
        }
        byte[] bytes = Files.readAllBytes(path);
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        List<List<SortingColumn>> found = new ArrayList<>();
        for (RowGroup group : Util.readFileMetaData(new ByteArrayInputStream(bytes, bytes.length - 8 - length, length))
                .getRow_groups()) {
            found.add(group.isSetSorting_columns() ? group.getSorting_columns() : List.of());
        }
        return found;
    }

    private static LongBuffer longs(long... values) {
        LongBuffer buffer = new LongBuffer();
        for (long value : values) {
            buffer.put(buffer.count(), value);
        }
        return buffer;
    }

    private static List<SortingColumn> ascending() {
        return List.of(new SortingColumn(0, false, false));
    }

    private static final Column CURSOR = Column.of("at", DataType.BIGINT).incremental();

    @Test
    void namesASortedColumnInTheRowGroupsInWhichItIs() throws Exception {
        assertThat(sortings(CURSOR, longs(1, 1, 3), longs(9, 5, -5), longs(1, 3, 2), longs(-1, 0)))
                .containsExactly(ascending(), List.of(new SortingColumn(0, true, false)), List.of(), ascending());
    }

    @Test
    void looksAtColumnsThatAreHintedOnly() throws Exception {
        assertThat(sortings(Column.of("at", DataType.BIGINT), longs(1, 2))).containsExactly(List.of());
        assertThat(sortings(Column.of("at", DataType.BIGINT).sort(), longs(1, 2)))
                .containsExactly(ascending());
    }

    @Test
    void looksAcrossBatches() throws Exception {
        assertThat(sortings(false, CURSOR, longs(5, 6), longs(6, 7))).containsExactly(ascending());
        assertThat(sortings(false, CURSOR, longs(5, 6), longs(1, 2))).containsExactly(List.of());
        assertThat(sortings(false, Column.of("name", DataType.TEXT).sort(), texts("b", "c"), texts("a")))
                .containsExactly(List.of());
    }

    @Test
    void doesNotCallSortedWhatHasNulls() throws Exception {
        LongBuffer gap = new LongBuffer();
        gap.put(0, 1);
        gap.put(2, 2);

        assertThat(sortings(CURSOR, gap)).containsExactly(List.of());
    }

    @Test
    void sortsTextsByTheirBytes() throws Exception {
        Column name = Column.of("name", DataType.TEXT).sort();

        assertThat(sortings(name, texts("", "Z", "a", "\u00e9"))).containsExactly(ascending());
        assertThat(sortings(name, texts("b", "B"))).containsExactly(List.of(new SortingColumn(0, true, false)));
        assertThat(sortings(name, texts("a", "b", "a"))).containsExactly(List.of());
    }

    private static BytesBuffer texts(String... values) {
        BytesBuffer buffer = new BytesBuffer();
        for (String value : values) {
            buffer.put(buffer.count(), value);
        }
        return buffer;
    }

    @Test
    void doesNotCallSortedWhatIsNoNumber() throws Exception {
        Column share = Column.of("share", DataType.DOUBLE).sort();
        DoubleBuffer doubles = new DoubleBuffer();
        doubles.put(0, 1);
        doubles.put(1, Double.NaN);
        DoubleBuffer zeros = new DoubleBuffer();
        zeros.put(0, -1);
        zeros.put(1, -0.0);
        zeros.put(2, 0.0);

        assertThat(sortings(share, doubles)).containsExactly(List.of());
        assertThat(sortings(share, zeros)).containsExactly(ascending());
    }
}
