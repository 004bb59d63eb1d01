package dev.tributary.normalize.front;

import dev.tributary.coerce.Detections;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.id.RowIdRule;
import dev.tributary.normalize.reject.Reject;
import dev.tributary.normalize.reject.Rejected;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.Breach;
import dev.tributary.normalize.rows.ObjectShape;
import dev.tributary.normalize.rows.RecordSink;
import dev.tributary.normalize.rows.SchemaSnapshot;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.source.batch.JsonLines;
import dev.tributary.source.batch.LargeRecord;
import dev.tributary.source.batch.RecordBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns batches into rows, given the schema as of a snapshot. The result depends on batch and snapshot alone. Used by one
 * thread at a time; it remembers the shapes of records from batch to batch.
 */
public final class BatchNormalizer {
    private final NamingConvention naming;
    private final Map<String, ObjectShape> shapes = new HashMap<>();
    private final Detections detections;
    private final ArrayPool pool;
    private final ColumnsFrontEnd columnsFrontEnd;
    private final BeanColumns beanColumns;
    private final MapColumns mapColumns;
    private long epoch;

    /** The pool is shared by those who normalize the batches of one load. */
    public BatchNormalizer(NamingConvention naming, Detections detections, ArrayPool pool) {
        this.naming = naming;
        this.detections = detections;
        this.pool = pool;
        FormColumn column = new FormColumn();
        this.columnsFrontEnd = new ColumnsFrontEnd(column);
        this.beanColumns = new BeanColumns(column);
        this.mapColumns = new MapColumns(columnsFrontEnd);
    }

    /**
     * Normalizes a batch for a root table, unfolding objects and lists so many levels deep. Columns that are new may be
     * widened within the batch while the window is open.
     */
    public BatchRows normalize(RecordBatch batch, String table, int nesting, SchemaSnapshot snapshot) {
        boolean windowOpen = snapshot.isWindowOpen(table);
        boolean alone = batch instanceof LargeRecord record && record.isAlone();
        RecordSink sink =
                new RecordSink(naming, detections, snapshot, windowOpen, epoch, alone ? ArrayPool.NONE : pool);
        RowIdRule ids = snapshot.rowIds(table);
        ObjectShape shape = shapes.computeIfAbsent(table, t -> ObjectShape.root(naming, t, ids, snapshot.filter(t)));
        List<Reject> rejects = new ArrayList<>();
        Optional<Breach> breach;
        int records;
        if (batch instanceof RecordBatch.Columns columns) {
            breach = columns(columns, sink, table, shape, ids, nesting, rejects);
            records = columns.columns().size();
        } else if (batch instanceof RecordBatch.Objects objects) {
            breach = objects(objects, sink, table, shape, ids, nesting, rejects);
            records = objects.records().size();
        } else {
            JsonRows rows = new JsonRows(sink, table, shape, ids, nesting, rejects);
            if (batch instanceof LargeRecord large) {
                breach = rows.read(large);
            } else {
                breach = batch instanceof JsonLines lines ? rows.read(lines) : rows.read((RecordBatch.Json) batch);
            }
            records = rows.records();
        }
        epoch = sink.nextEpoch();
        return new BatchRows(batch.resource(), records, snapshot, sink.end(), rejects, sink.discarded(), breach);
    }

    private Optional<Breach> columns(
            RecordBatch.Columns batch,
            RecordSink sink,
            String table,
            ObjectShape shape,
            RowIdRule ids,
            int nesting,
            List<Reject> rejects) {
        if (columnsFrontEnd.put(batch.columns(), sink, sink.root(table), shape, ids)) {
            return Optional.empty();
        }
        RecordBatch.Objects records =
                new RecordBatch.Objects(batch.resource(), batch.columns().records());
        return objects(records, sink, table, shape, ids, nesting, rejects);
    }

    private Optional<Breach> objects(
            RecordBatch.Objects batch,
            RecordSink sink,
            String table,
            ObjectShape shape,
            RowIdRule ids,
            int nesting,
            List<Reject> rejects) {
        List<Object> all = batch.records();
        if (beanColumns.put(all, sink, sink.root(table), shape, ids)
                || mapColumns.put(all, sink, sink.root(table), shape, ids)) {
            return Optional.empty();
        }
        ObjectFrontEnd objects = new ObjectFrontEnd(sink);
        for (Object record : all) {
            BatchTable root = sink.root(table);
            try {
                objects.record(record, root, sink.beginRecord(root), shape, nesting);
                Optional<Breach> breach = sink.endRecord(root, ids, () -> ObjectJson.tree(record));
                if (breach.isPresent()) {
                    return breach;
                }
            } catch (Rejected e) {
                sink.rollback();
                rejects.add(
                        new Reject(batch.resource().name(), e.path(), e.getMessage(), () -> ObjectJson.text(record)));
            }
        }
        return Optional.empty();
    }
}
