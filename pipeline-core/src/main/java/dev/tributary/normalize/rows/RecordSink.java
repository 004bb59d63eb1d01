package dev.tributary.normalize.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.coerce.Coercion;
import dev.tributary.coerce.Detections;
import dev.tributary.coerce.IsoTimestamp;
import dev.tributary.coerce.JsonForm;
import dev.tributary.naming.Digest128;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.contract.Discarded;
import dev.tributary.normalize.id.RowIdRule;
import dev.tributary.normalize.id.SystemColumns;
import dev.tributary.normalize.reject.Rejected;
import dev.tributary.normalize.rows.ObjectShape.FieldShape;
import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.DecimalBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.SchemaContract.Mode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the front-ends put the values of records: it finds the column, decides its type at the first value, and coerces
 * or makes a variant where a value does not fit. One sink takes one batch. A front-end walks an object with
 * {@link #enter} and {@link #leave}, and tells the position of each field, from which the order of new columns follows.
 */
public final class RecordSink {
    private final NamingConvention naming;
    private final Detections detections;
    private final SchemaSnapshot snapshot;
    private long epoch;

    private final BatchTables rows;
    private final Trail trail = new Trail();
    private long objects;

    /** The values of the record at hand that its id is made of, by column. */
    private ObjectNode key = JsonNodeFactory.instance.objectNode();

    public RecordSink(
            NamingConvention naming, Detections detections, SchemaSnapshot snapshot, boolean windowOpen, long epoch) {
        this.naming = naming;
        this.detections = detections;
        this.snapshot = snapshot;
        this.epoch = epoch;
        this.rows = new BatchTables(snapshot, windowOpen, trail);
    }

    /** The tables with rows, parents before children, new ones in the order in which the first records have them. */
    public List<BatchTable> tables() {
        return rows.tables();
    }

    /** The epoch that comes after this batch's; caches of slots count in it. */
    public long nextEpoch() {
        return epoch + 1;
    }

    /** Begins a record of a root table and returns its row. */
    public int beginRecord(BatchTable table) {
        trail.restart();
        if (!key.isEmpty()) {
            key = JsonNodeFactory.instance.objectNode();
        }
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
            root.identify(row, ids.from() == RowIdRule.From.KEY ? keyHash(root, ids) : rowHash(json.get()));
        }
        return rows.end(root);
    }

    /** What contracts kept out of this batch's tables. */
    public List<Discarded> discarded() {
        return rows.discarded();
    }

    private String keyHash(BatchTable root, RowIdRule ids) {
        for (String column : ids.key()) {
            if (!key.has(column)) {
                throw new Rejected(
                        column,
                        "there is no '%s', which is of the primary key of table '%s' (records that are merged need it)"
                                .formatted(column, root.name()));
            }
        }
        return Digest128.keyHash(key, ids.key());
    }

    private static String rowHash(JsonNode record) {
        return Digest128.rowHash(
                record instanceof ObjectNode object
                        ? object
                        : JsonNodeFactory.instance.objectNode().set("value", record));
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
        Slot slot = field.isMarked() ? null : field.slot(table, epoch);
        BoolBuffer bools = slot == null ? null : slot.bools();
        if (slot != null && bools != null && slot.claim(field, row)) {
            bools.put(row, value);
        } else {
            place(table, row, field, position, value);
        }
    }

    private void place(BatchTable table, int row, FieldShape field, int position, boolean value) {
        if (field.isMarked() && mark(table, row, field, position, DataType.BOOL, value)) {
            return;
        }
        Slot slot = field.slot(table, epoch);
        if (!slot.claim(field, row)) {
            repeat(table, row, field, slot, value);
            return;
        }
        if (!slot.isTyped()) {
            if (!mayBegin(table, row, slot, value)) {
                return;
            }
            decide(slot, DataType.BOOL, row, position);
        }
        BoolBuffer bools = slot.bools();
        if (bools != null) {
            bools.put(row, value);
        } else {
            coerce(table, row, slot, position, DataType.BOOL, value);
        }
    }

    public void put(BatchTable table, int row, FieldShape field, int position, long value) {
        Slot slot = field.isMarked() ? null : field.slot(table, epoch);
        LongBuffer integers = slot == null ? null : slot.integers();
        if (slot != null && integers != null && slot.claim(field, row)) {
            slot.note(row, value);
            integers.put(row, value);
        } else {
            place(table, row, field, position, value);
        }
    }

    private void place(BatchTable table, int row, FieldShape field, int position, long value) {
        if (field.isMarked() && mark(table, row, field, position, DataType.BIGINT, value)) {
            return;
        }
        Slot slot = field.slot(table, epoch);
        if (!slot.claim(field, row)) {
            repeat(table, row, field, slot, value);
            return;
        }
        if (!slot.isTyped()) {
            if (!mayBegin(table, row, slot, value)) {
                return;
            }
            decide(slot, detections.ofInteger(value), row, position);
        }
        LongBuffer integers = slot.integers();
        if (integers != null) {
            slot.note(row, value);
            integers.put(row, value);
        } else if (slot.doubles() != null) {
            slot.doubles().put(row, value);
        } else {
            coerce(table, row, slot, position, DataType.BIGINT, value);
        }
    }

    public void put(BatchTable table, int row, FieldShape field, int position, double value) {
        Slot slot = field.isMarked() ? null : field.slot(table, epoch);
        DoubleBuffer doubles = slot == null ? null : slot.doubles();
        if (slot != null && doubles != null && slot.claim(field, row)) {
            doubles.put(row, value);
        } else {
            place(table, row, field, position, value);
        }
    }

    private void place(BatchTable table, int row, FieldShape field, int position, double value) {
        if (field.isMarked() && mark(table, row, field, position, DataType.DOUBLE, value)) {
            return;
        }
        Slot slot = field.slot(table, epoch);
        if (!slot.claim(field, row)) {
            repeat(table, row, field, slot, value);
            return;
        }
        if (!slot.isTyped()) {
            if (!mayBegin(table, row, slot, value)) {
                return;
            }
            decide(slot, detections.ofDouble(value), row, position);
        }
        if (slot.integers() != null && slot.isSoft() && slot.isExact() && value != Math.rint(value)) {
            slot.widen(slot.column().withType(DataType.DOUBLE, null, null), row);
        }
        DoubleBuffer doubles = slot.doubles();
        if (doubles != null) {
            doubles.put(row, value);
        } else {
            coerce(table, row, slot, position, DataType.DOUBLE, value);
        }
    }

    /** An integer of any size. */
    public void put(BatchTable table, int row, FieldShape field, int position, BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            put(table, row, field, position, value.longValue());
            return;
        }
        if (field.isMarked() && mark(table, row, field, position, DataType.BIGINT, value)) {
            return;
        }
        Slot slot = field.slot(table, epoch);
        if (!slot.claim(field, row)) {
            repeat(table, row, field, slot, value);
            return;
        }
        BigDecimal decimal = new BigDecimal(value);
        DataType needed = decimal.precision() <= ColumnFit.MAX_DIGITS ? DataType.DECIMAL : DataType.TEXT;
        if (!slot.isTyped()) {
            if (!mayBegin(table, row, slot, value)) {
                return;
            }
            Column column = slot.known() == null ? Column.of(slot.name(), DataType.DECIMAL) : slot.known();
            DataType type = detections.ofInteger(value);
            boolean sized = column.precision() != null;
            slot.decide(
                    sized ? column.withType(type, column.precision(), column.scale()) : ColumnFit.wide(column, type),
                    trail.inRow(row, position));
        } else if (slot.isSoft() && isIntegral(slot) && (slot.type() != needed)) {
            slot.widen(ColumnFit.wide(slot.column(), needed), row);
        }
        if (slot.type() == DataType.DECIMAL
                && decimal.precision() <= slot.column().decimalPrecision()) {
            ((DecimalBuffer) slot.buffer()).put(row, decimal);
        } else if (slot.type() == DataType.TEXT) {
            ((BytesBuffer) slot.buffer()).put(row, value.toString());
        } else if (slot.type() == DataType.BIGINT || slot.type() == DataType.DECIMAL) {
            Slot variant = variant(table, slot, needed, row, position, value);
            if (variant == null) {
                return;
            }
            if (variant.type() == DataType.DECIMAL && needed == DataType.DECIMAL) {
                ((DecimalBuffer) variant.buffer()).put(row, decimal);
            } else {
                ColumnFit.put(row, variant, DataType.TEXT, value.toString());
            }
        } else {
            coerce(table, row, slot, position, needed, needed == DataType.DECIMAL ? decimal : value.toString());
        }
    }

    private static boolean isIntegral(Slot slot) {
        return slot.type() == DataType.BIGINT
                || (slot.type() == DataType.DECIMAL && slot.column().decimalScale() == 0);
    }

    public void put(BatchTable table, int row, FieldShape field, int position, String value) {
        if (field.isMarked() && mark(table, row, field, position, DataType.TEXT, value)) {
            return;
        }
        Slot slot = field.slot(table, epoch);
        if (!slot.claim(field, row)) {
            repeat(table, row, field, slot, value);
            return;
        }
        if (!slot.isTyped()) {
            if (!mayBegin(table, row, slot, value)) {
                return;
            }
            decide(slot, detections.ofText(value), row, position);
        }
        BytesBuffer texts = slot.texts();
        if (texts != null) {
            texts.put(row, value);
            return;
        }
        LongBuffer timestamps = slot.timestamps();
        if (timestamps != null) {
            long micros = IsoTimestamp.parseMicros(value);
            if (micros != IsoTimestamp.NONE) {
                timestamps.put(row, micros);
                return;
            }
        }
        coerce(table, row, slot, position, DataType.TEXT, value);
    }

    /**
     * Where a text of this field is written as it is, in UTF-8, as the row's value; null where it has to be {@link #put}
     * instead, because more than its bytes counts.
     */
    @Nullable
    public BytesBuffer texts(BatchTable table, int row, FieldShape field) {
        if (field.isMarked()) {
            return null;
        }
        Slot slot = field.slot(table, epoch);
        BytesBuffer texts = slot.texts();
        return texts != null && slot.claim(field, row) ? texts : null;
    }

    /** A text in UTF-8 at the beginning of an array. */
    public void put(BatchTable table, int row, FieldShape field, int position, byte[] utf8, int length) {
        if (!field.isMarked()) {
            Slot slot = field.slot(table, epoch);
            LongBuffer timestamps = slot.timestamps();
            if (timestamps != null) {
                long micros = IsoTimestamp.parseMicros(utf8, 0, length);
                if (micros != IsoTimestamp.NONE && slot.claim(field, row)) {
                    timestamps.put(row, micros);
                    return;
                }
            }
        }
        put(table, row, field, position, new String(utf8, 0, length, StandardCharsets.UTF_8));
    }

    /** JSON kept as it is, compact, in UTF-8. */
    public void putJson(BatchTable table, int row, FieldShape field, int position, byte[] json) {
        if (field.isLeftOut()) {
            return;
        }
        if (field.isKey()) {
            key.set(field.column(), RecordJson.readAgain(json, 0, json.length));
        }
        Slot slot = field.slot(table, epoch);
        if (!slot.claim(field, row)) {
            repeat(table, row, field, slot, json);
            return;
        }
        if (!slot.isTyped()) {
            if (!mayBegin(table, row, slot, json)) {
                return;
            }
            decide(slot, DataType.JSON, row, position);
        }
        if (slot.type() == DataType.JSON || slot.type() == DataType.TEXT) {
            ((BytesBuffer) slot.buffer()).put(row, json, 0, json.length);
        } else {
            Slot variant = variant(table, slot, DataType.JSON, row, position, json);
            if (variant != null) {
                ((BytesBuffer) variant.buffer()).put(row, json, 0, json.length);
            }
        }
    }

    /** A timestamp, date or time: microseconds since 1970 (UTC), days since 1970, microseconds of the day. */
    public void putTime(BatchTable table, int row, FieldShape field, int position, DataType type, long value) {
        if (field.isMarked() && mark(table, row, field, position, type, value)) {
            return;
        }
        Slot slot = field.slot(table, epoch);
        if (!slot.claim(field, row)) {
            repeat(table, row, field, slot, value);
            return;
        }
        if (!slot.isTyped()) {
            if (!mayBegin(table, row, slot, value)) {
                return;
            }
            decide(slot, type, row, position);
        }
        if (slot.type() == type) {
            ((LongBuffer) slot.buffer()).put(row, value);
        } else {
            coerce(table, row, slot, position, type, value);
        }
    }

    /** A value of the other types, in the form that {@link Coercion} takes. */
    public void put(BatchTable table, int row, FieldShape field, int position, DataType type, Object value) {
        if (field.isMarked() && mark(table, row, field, position, type, value)) {
            return;
        }
        Slot slot = field.slot(table, epoch);
        if (!slot.claim(field, row)) {
            repeat(table, row, field, slot, value);
            return;
        }
        if (!slot.isTyped()) {
            if (!mayBegin(table, row, slot, value)) {
                return;
            }
            decide(slot, detections.of(type), row, position);
        }
        if (type == DataType.BINARY && slot.type() == DataType.TEXT && detections.of(type) == DataType.TEXT) {
            coerce(
                    table,
                    row,
                    slot,
                    position,
                    DataType.TEXT,
                    "0x" + HexFormat.of().formatHex((byte[]) value));
        } else {
            coerce(table, row, slot, position, type, value);
        }
    }

    /** Takes a value that ids are made of, or that is one; the latter has no place among the table's values. */
    private boolean mark(BatchTable table, int row, FieldShape field, int position, DataType type, Object value) {
        if (field.isKey()) {
            key.set(field.column(), JsonForm.of(type, value));
        }
        if (field.isRowId()) {
            String id =
                    Coercion.coerce(type, DataType.TEXT, value).orElseThrow().toString();
            identify(table, row, field, position, id);
        }
        return field.isRowId() || field.isLeftOut();
    }

    /** Takes the id that a record brings for its row; an empty one is none. */
    private void identify(BatchTable table, int row, FieldShape field, int position, String id) {
        Slot slot = field.slot(table, epoch);
        String given = table.givenId(row);
        if (!slot.claim(field, row) && !id.equals(given == null ? "" : given)) {
            throw collision(table, field);
        }
        if (!slot.isTyped()) {
            slot.decide(SystemColumns.ROW_KEY, trail.inRow(row, position));
        }
        if (!id.isEmpty()) {
            table.identify(row, id);
        }
    }

    /** Bears a second field that normalizes to the column of the first one, where it says the same. */
    private static void repeat(BatchTable table, int row, FieldShape field, Slot slot, Object value) {
        if (!slot.holds(row, value)) {
            throw collision(table, field);
        }
    }

    private static Rejected collision(BatchTable table, FieldShape field) {
        return new Rejected(
                field.column(),
                "two fields both normalize to column '%s' of table '%s' (rename one)"
                        .formatted(field.column(), table.name()));
    }

    /** Whether a value may give the column its type; where a contract forbids it, the value is lost, or the row. */
    private boolean mayBegin(BatchTable table, int row, Slot slot, Object value) {
        Mode mode = table.mode(slot, false);
        return mode == Mode.EVOLVE || rows.allows(table, row, mode, () -> Breach.ofColumn(table, row, slot, value));
    }

    private void decide(Slot slot, DataType type, int row, int position) {
        Column known = slot.known();
        DataType preferred = snapshot.defaults().type(slot.name(), type);
        Column column = known == null
                ? Column.of(slot.name(), preferred)
                : known.withType(preferred, known.precision(), known.scale());
        slot.decide(snapshot.defaults().hinted(column), trail.inRow(row, position));
    }

    private void coerce(BatchTable table, int row, Slot slot, int position, DataType from, Object value) {
        if (!ColumnFit.put(row, slot, from, value)) {
            Slot variant = variant(table, slot, from, row, position, value);
            if (variant != null && !ColumnFit.put(row, variant, from, value)) {
                throw new Rejected(
                        slot.name(),
                        "a value of type %s fits neither column '%s' (%s) nor its variant '%s' (%s)"
                                .formatted(
                                        from.id(),
                                        slot.name(),
                                        slot.type().id(),
                                        variant.name(),
                                        variant.type().id()));
            }
        }
    }

    /** The variant column; null where a contract forbids it and the value is lost, or the row. */
    private @Nullable Slot variant(BatchTable table, Slot slot, DataType type, int row, int position, Object value) {
        Slot variant = table.variant(slot, type, naming);
        if (!variant.isTyped()) {
            Supplier<Breach> breach = () -> Breach.ofVariant(table, row, slot, type, value);
            if (!rows.allows(table, row, table.mode(variant, true), breach)) {
                return null;
            }
            Column column = new Column(variant.name(), null, true, null, null, Set.of(ColumnHint.VARIANT), null);
            variant.decideVariant(ColumnFit.wide(column, type), trail.inRow(row, position));
        }
        return variant;
    }
}
