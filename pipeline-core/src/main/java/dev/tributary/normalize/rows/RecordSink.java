package dev.tributary.normalize.rows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.coerce.Detections;
import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.contract.Discarded;
import dev.tributary.normalize.id.RowIdRule;
import dev.tributary.normalize.rows.ObjectShape.FieldShape;
import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.schema.DataType;
import dev.tributary.schema.SchemaContract.Mode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the front-ends put the values of records. A value of its column's own type goes straight to the column's buffer;
 * what the other ones become is up to {@link Fitting}. One sink takes one batch. A front-end walks an object with
 * {@link #enter} and {@link #leave}, and tells the position of each field, from which the order of new columns follows.
 */
public final class RecordSink {
    /** More characters than a timestamp or date has, the digits of a fraction apart. */
    public static final int LONG_TEXT = 100;

    private final SchemaSnapshot snapshot;
    private long epoch;

    private final BatchTables rows;
    private final Trail trail = new Trail();
    /** Numbers of objects in different epochs are different ones: fields remember them from batch to batch. */
    private long objects;

    private final RecordKey key = new RecordKey();
    private final Fitting fitting;

    public RecordSink(
            NamingConvention naming,
            Detections detections,
            SchemaSnapshot snapshot,
            boolean windowOpen,
            long epoch,
            ArrayPool pool) {
        this.snapshot = snapshot;
        this.epoch = epoch;
        this.objects = epoch << Integer.SIZE;
        this.rows = new BatchTables(snapshot, windowOpen, trail, pool);
        this.fitting = new Fitting(naming, detections, snapshot, rows, trail, key);
    }

    /** Ends the batch: the tables with rows, parents first, new ones in the order in which the first records have them. */
    public List<BatchTable> end() {
        return rows.end();
    }

    /** The epoch that comes after this batch's; caches of slots count in it. */
    public long nextEpoch() {
        return epoch + 1;
    }

    /** Begins a record of a root table and returns its row. */
    public int beginRecord(BatchTable table) {
        trail.restart();
        key.clear();
        return rows.begin(table);
    }

    /**
     * Ends a record that became rows, and tells the first thing about it that a contract freezes out, if there is any. Gives
     * them the ids that follow from the record, which is told as JSON if need be.
     */
    public Optional<Breach> endRecord(BatchTable root, RowIdRule ids, Supplier<JsonNode> json) {
        if (rows.discards(root)) {
            epoch++;
            return Optional.empty();
        }
        int row = rows.record();
        if (ids.from() != RowIdRule.From.COUNTER && root.givenId(row) == null) {
            root.identify(
                    row,
                    ids.from() == RowIdRule.From.KEY ? key.hash(root.name(), ids.key()) : RecordKey.hash(json.get()));
        }
        return rows.end(root);
    }

    /**
     * Whether records with just these fields may be put column by column, as nothing asks for them one by one: no contract, no
     * id, no two fields of one column.
     */
    public boolean takesColumns(BatchTable root, RowIdRule ids, FieldShape[] fields) {
        Set<String> columns = new HashSet<>();
        for (FieldShape field : fields) {
            if (field.isMarked() || !columns.add(field.column())) {
                return false;
            }
        }
        return ids.from() == RowIdRule.From.COUNTER && root.rules().rows() == Mode.EVOLVE;
    }

    /** Adds rows for so many records, which are put column by column, and returns the first one's row. */
    public int addRecords(BatchTable root, int count) {
        int first = root.rows();
        for (int i = 0; i < count; i++) {
            root.add();
        }
        return first;
    }

    /** Ends records that were put column by column; where one lacks a value that may not be null, all are taken back. */
    public boolean endRecords(BatchTable root, int first) {
        boolean filled = root.isFilled();
        if (!filled) {
            takeBack(root, first);
        }
        return filled;
    }

    /** Takes back the rows of a root table from that one on. */
    public void takeBack(BatchTable root, int row) {
        root.takeBack(row, Integer.MAX_VALUE);
    }

    /** The column of a field. */
    public Slot slot(BatchTable table, FieldShape field) {
        return field.slot(table, epoch);
    }

    /** What contracts kept out of this batch's tables. */
    public List<Discarded> discarded() {
        return rows.discarded();
    }

    /** Takes back everything of the record at hand. */
    public void rollback() {
        rows.rollback();
        epoch++;
    }

    /** The batch's rows of a root table. */
    public BatchTable root(String name) {
        return rows.root(name);
    }

    /** The rows for a list in a row of a table. The position is that of the list's field. */
    public BatchTable child(BatchTable parent, int parentRow, FieldShape list, int position) {
        return rows.child(parent, parentRow, list, position);
    }

    /** Enters an object that is the value of the field at a position. */
    public void enter(int position) {
        trail.enter(position);
    }

    /** Leaves the object entered last. */
    public void leave() {
        trail.leave();
    }

    /** Goes to a row of a child table, an element of the list at a position; give the result to {@link #ascend}. */
    public int descend(int position, int index) {
        return trail.descend(position, index);
    }

    /** Comes back from a row of a child table, which ends. */
    public void ascend(int outer, BatchTable child, int row) {
        trail.ascend(outer);
        rows.endNested(child, row);
    }

    /** A number for an object, to notice names that come twice in it. */
    public long nextObject() {
        return ++objects;
    }

    /** Whether the field's objects and lists are kept as JSON. */
    public boolean keepsJson(BatchTable table, FieldShape field, int nestingLeft) {
        return nestingLeft <= 0 || field.keepsJson(table, snapshot);
    }

    /** Takes note of a null, which some columns may not have. */
    public void putNull(BatchTable table, FieldShape field) {
        if (!field.isKey() && table.refusesNull(field.column())) {
            throw BatchTables.missing(table, field.column());
        }
    }

    public void put(BatchTable table, int row, FieldShape field, int position, boolean value) {
        Slot slot = field.slot(table, epoch);
        BoolBuffer bools = slot.bools();
        if (bools != null && slot.takes(field, row)) {
            bools.put(row, value);
        } else {
            fitting.put(table, row, field, slot, position, DataType.BOOL, value);
        }
    }

    public void put(BatchTable table, int row, FieldShape field, int position, long value) {
        Slot slot = field.slot(table, epoch);
        LongBuffer integers = slot.integers();
        if (integers != null && slot.takes(field, row)) {
            slot.note(row, value);
            integers.put(row, value);
            return;
        }
        DoubleBuffer doubles = slot.doubles();
        if (doubles != null && slot.takes(field, row)) {
            doubles.put(row, value);
        } else {
            fitting.put(table, row, field, slot, position, DataType.BIGINT, value);
        }
    }

    public void put(BatchTable table, int row, FieldShape field, int position, double value) {
        Slot slot = field.slot(table, epoch);
        DoubleBuffer doubles = slot.doubles();
        if (doubles != null && slot.takes(field, row)) {
            doubles.put(row, value);
        } else {
            fitting.put(table, row, field, slot, position, DataType.DOUBLE, value);
        }
    }

    /** An integer of any size. */
    public void put(BatchTable table, int row, FieldShape field, int position, BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            put(table, row, field, position, value.longValue());
        } else {
            fitting.putLarge(table, row, field, field.slot(table, epoch), position, value);
        }
    }

    public void put(BatchTable table, int row, FieldShape field, int position, String value) {
        Slot slot = field.slot(table, epoch);
        BytesBuffer texts = slot.texts();
        if (texts != null && slot.takes(field, row)) {
            texts.put(row, value);
            return;
        }
        LongBuffer timestamps = slot.timestamps();
        if (timestamps != null) {
            long micros = IsoTimestamp.parseMicros(value);
            if (micros != IsoTimestamp.NONE && slot.takes(field, row)) {
                timestamps.put(row, micros);
                return;
            }
        }
        fitting.put(table, row, field, slot, position, DataType.TEXT, value);
    }

    /**
     * Where a text of this field is written as it is, in UTF-8, as the row's value; null where it has to be {@link #put}
     * instead, because more than its bytes counts.
     */
    @Nullable
    public BytesBuffer texts(BatchTable table, int row, FieldShape field) {
        Slot slot = field.slot(table, epoch);
        BytesBuffer texts = slot.texts();
        return texts != null && slot.takes(field, row) ? texts : null;
    }

    /** Whether the column of a field has its type. */
    public boolean isTyped(BatchTable table, FieldShape field) {
        return field.slot(table, epoch).isTyped();
    }

    /**
     * The same as {@link #texts} for a text of at least {@link #LONG_TEXT} characters that has not so long a fraction. It may be
     * the first of its column: no detection takes it for something else, and copies of it are dear.
     */
    @Nullable
    public BytesBuffer longTexts(BatchTable table, int row, FieldShape field, int position) {
        if (field.isMarked()) {
            return null;
        }
        fitting.beginText(table, field.slot(table, epoch), row, position);
        return texts(table, row, field);
    }

    /** Puts a text in UTF-8 between two places of an array, if it is a timestamp of a column of these. */
    public boolean putTimestamp(BatchTable table, int row, FieldShape field, byte[] utf8, int from, int to) {
        Slot slot = field.slot(table, epoch);
        LongBuffer timestamps = slot.timestamps();
        long micros = timestamps == null ? IsoTimestamp.NONE : IsoTimestamp.parseMicros(utf8, from, to);
        if (timestamps == null || micros == IsoTimestamp.NONE || !slot.takes(field, row)) {
            return false;
        }
        timestamps.put(row, micros);
        return true;
    }

    /** A text in UTF-8 at the beginning of an array. */
    public void put(BatchTable table, int row, FieldShape field, int position, byte[] utf8, int length) {
        if (!putTimestamp(table, row, field, utf8, 0, length)) {
            String text = new String(utf8, 0, length, StandardCharsets.UTF_8);
            fitting.put(table, row, field, field.slot(table, epoch), position, DataType.TEXT, text);
        }
    }

    /** JSON kept as it is, compact, in UTF-8. */
    public void putJson(BatchTable table, int row, FieldShape field, int position, byte[] json) {
        fitting.putJson(table, row, field, field.slot(table, epoch), position, json);
    }

    /** A timestamp, date or time: microseconds since 1970 (UTC), days since 1970, microseconds of the day. */
    public void putTime(BatchTable table, int row, FieldShape field, int position, DataType type, long value) {
        Slot slot = field.slot(table, epoch);
        if (slot.isTyped() && slot.type() == type && slot.takes(field, row)) {
            ((LongBuffer) slot.buffer()).put(row, value);
        } else {
            fitting.put(table, row, field, slot, position, type, value);
        }
    }

    /** A value of the other types, in the form that {@link dev.tributary.coerce.Coercion} takes. */
    public void put(BatchTable table, int row, FieldShape field, int position, DataType type, Object value) {
        fitting.put(table, row, field, field.slot(table, epoch), position, type, value);
    }
}
