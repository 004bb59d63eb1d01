package dev.tributary.normalize.file;

import dev.tributary.loadpackage.LoadId;
import dev.tributary.normalize.id.RowIds;
import dev.tributary.normalize.id.SystemColumns;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnBuffer;
import dev.tributary.parquet.ColumnData;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The columns of one table's batches: those of the records, and the system's, in which rows are counted from batch to batch. */
final class BatchColumns {
    private final byte[] loadIdText;
    private final BytesBuffer loadIds = new BytesBuffer();
    private final ArrayPool pool;
    private final RowIds ids;

    /** The columns that were made for the batch at hand; workers make them. */
    private final Queue<ColumnBuffer> made = new ConcurrentLinkedQueue<>();

    private long rows;

    BatchColumns(String pipeline, LoadId loadId, String table, ArrayPool pool) {
        this.loadIdText = loadId.value().getBytes(StandardCharsets.US_ASCII);
        this.pool = pool;
        this.ids = new RowIds(pipeline, loadId.value(), table);
    }

    /** Those of the tables above a nested one, which tell the ids of their rows. */
    record Above(BatchColumns parent, BatchColumns root) {}

    /** The rows of the batches that have ended. */
    long rows() {
        return rows;
    }

    /** Ends a batch: nothing may be asked of its system columns any more. */
    void end(BatchTable batch) {
        rows += batch.rows();
        made.forEach(ColumnBuffer::release);
        made.clear();
    }

    /** The columns of a batch. */
    List<ColumnData> of(BatchTable batch, Table table, @Nullable Above above) {
        List<ColumnData> columns = new ArrayList<>();
        for (Column column : table.typedColumns()) {
            if (SystemColumns.contains(above != null, column.has(ColumnHint.ROOT_KEY), column.name())) {
                columns.add(new ColumnData(column, () -> system(column, batch, above)));
            } else {
                batch.findSlot(column.name())
                        .filter(slot -> slot.isTyped() && slot.buffer().count() > 0)
                        .ifPresent(slot -> columns.add(new ColumnData(column, slot.buffer())));
            }
        }
        return columns;
    }

    private ColumnBuffer system(Column column, BatchTable batch, @Nullable Above above) {
        ArrayPool arrays = batch.isLarge() ? ArrayPool.NONE : pool;
        if (column.type() == DataType.BIGINT) {
            LongBuffer indexes = new LongBuffer(batch.rows(), arrays);
            keep(indexes, batch);
            for (int row = 0; row < batch.rows(); row++) {
                indexes.put(row, batch.listIndex(row));
            }
            return indexes;
        }
        if (column.name().equals(SystemColumns.LOAD_ID)) {
            return loadIds(batch.rows());
        }
        BytesBuffer texts = new BytesBuffer(batch.rows(), BytesBuffer.size(batch.rows(), RowIds.LENGTH), arrays);
        keep(texts, batch);
        switch (column.name()) {
            case SystemColumns.ID -> {
                for (int row = 0; row < batch.rows(); row++) {
                    putId(texts, row, batch, row);
                }
            }
            case SystemColumns.ROOT_ID -> {
                for (int row = 0; row < batch.rows(); row++) {
                    Objects.requireNonNull(above).root().putId(texts, row, batch.root(), batch.rootRow(row));
                }
            }
            default -> {
                BatchTable parent = Objects.requireNonNull(batch.parent());
                for (int row = 0; row < batch.rows(); row++) {
                    Objects.requireNonNull(above).parent().putId(texts, row, parent, batch.parentRow(row));
                }
            }
        }
        return texts;
    }

    /** Keeps a column until the batch is ended, unless that is large. */
    private void keep(ColumnBuffer column, BatchTable batch) {
        if (!batch.isLarge()) {
            made.add(column);
        }
    }

    /** So many rows at least; one buffer serves all batches. */
    private BytesBuffer loadIds(int atLeast) {
        for (int row = loadIds.count(); row < atLeast; row++) {
            loadIds.put(row, loadIdText, 0, loadIdText.length);
        }
        return loadIds;
    }

    /** Puts the id that a row of this table's batch has, or will have once the batch is appended. */
    private void putId(BytesBuffer texts, int row, BatchTable batch, int idOfRow) {
        ids.put(texts, row, batch.givenId(idOfRow), rows + idOfRow);
    }
}
