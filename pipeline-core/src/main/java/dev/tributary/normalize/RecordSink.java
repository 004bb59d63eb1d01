package dev.tributary.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.coerce.Coercion;
import dev.tributary.coerce.Detections;
import dev.tributary.coerce.IsoTimestamp;
import dev.tributary.coerce.JsonForm;
import dev.tributary.naming.Digest128;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.ObjectShape.FieldShape;
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
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the front-ends put the values of records: it finds the column, decides its type at the first value, and coerces
 * or makes a variant where a value does not fit. One sink takes one batch. A front-end walks an object with
 * {@link #enter} and {@link #leave}, and tells the position of each field, from which the order of new columns follows.
 */
final class RecordSink {
    /** Digits that a decimal can have. */
    private static final int MAX_DIGITS = 38;

    /** Objects come after the values and lists around them, the last one first; values count up from 0. */
    private static final int OBJECT_CODE = Integer.MAX_VALUE / 2;

    private final NamingConvention naming;
    private final Detections detections;
    private final SchemaSnapshot snapshot;
    private final boolean windowOpen;
    private final Map<String, BatchTable> tables = new LinkedHashMap<>();
    private long epoch;

    /** The position codes from the record to the object at hand; those of the row at hand begin at {@code base}. */
    private int[] trail = new int[32];

    private int length;
    private int base;
    private int record;
    private final List<Breach> breaches = new ArrayList<>();
    private final TableRules otherwise;
    private long objects;

    /** The values of the record at hand that its id is made of, by column. */
    private ObjectNode key = JsonNodeFactory.instance.objectNode();

    RecordSink(
            NamingConvention naming, Detections detections, SchemaSnapshot snapshot, boolean windowOpen, long epoch) {
        this.naming = naming;
        this.detections = detections;
        this.snapshot = snapshot;
        this.windowOpen = windowOpen;
        this.epoch = epoch;
        this.otherwise = snapshot.rulesOfNewTables();
    }

    /** The tables with rows, parents before children, new ones in the order in which the first records have them. */
    List<BatchTable> tables() {
        List<BatchTable> filled = new ArrayList<>();
        for (BatchTable table : tables.values()) {
            if (table.rows() > 0) {
                filled.add(table);
            }
        }
        filled.sort((a, b) -> Arrays.compare(a.firstMet(), b.firstMet()));
        return filled;
    }

    /** The epoch that comes after this batch's; caches of slots count in it. */
    long nextEpoch() {
        return epoch + 1;
    }

    /** Begins a record of a root table and returns its row. */
    int beginRecord(BatchTable table) {
        breaches.clear();
        tables.values().forEach(BatchTable::mark);
        length = 0;
        base = 0;
        record = table.add();
        if (!key.isEmpty()) {
            key = JsonNodeFactory.instance.objectNode();
        }
        return record;
    }

    /**
     * Ends a record that became rows, and tells the first thing about it that a contract freezes out, if there is any. Gives
     * them the ids that follow from the record, which is told as JSON if need be.
     */
    Optional<Breach> endRecord(BatchTable root, RowIdRule ids, Supplier<JsonNode> json) {
        if (isDiscarded(root, record)) {
            rollback();
            root.countDiscardedRow(record);
            return Optional.empty();
        }
        if (ids.from() != RowIdRule.From.COUNTER && root.givenId(record) == null) {
            root.identify(record, ids.from() == RowIdRule.From.KEY ? keyHash(root, ids) : rowHash(json.get()));
        }
        checkRow(root, record);
        tables.values().forEach(BatchTable::identifyNested);
        return breaches.stream().findFirst();
    }

    private static boolean isDiscarded(BatchTable table, int row) {
        Mode rows = table.rules().rows();
        return rows == Mode.DISCARD_ROW || rows == Mode.DISCARD_VALUE || table.isDoomed(row);
    }

    private void checkRow(BatchTable table, int row) {
        if (table.rules().rows() == Mode.FREEZE) {
            breaches.add(0, Breach.ofTable(table, row));
        }
        table.findMissing(row).ifPresent(column -> {
            throw missing(table, column);
        });
    }

    /** Ends a row of a child table, the last one: takes it back, and what is nested in it, where a contract says so. */
    private void endRow(BatchTable table, int row) {
        if (!isDiscarded(table, row)) {
            checkRow(table, row);
            return;
        }
        int parentRow = table.parentRow(row);
        takeBack(table, row, Integer.MAX_VALUE);
        table.countDiscardedRow(parentRow);
    }

    private void takeBack(BatchTable table, int firstRow, int firstParentRow) {
        for (BatchTable nested : tables.values()) {
            if (nested.parent() == table) {
                takeBack(nested, nested.firstNestedIn(firstRow), firstRow);
            }
        }
        breaches.removeIf(b -> b.table() == table && b.row() >= firstRow);
        table.takeBack(firstRow, firstParentRow);
    }

    /** What contracts kept out of this batch's tables. */
    List<Discarded> discarded() {
        return tables.values().stream()
                .map(BatchTable::discarded)
                .filter(d -> d.rows() + d.values() > 0)
                .toList();
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
    void rollback() {
        tables.values().forEach(BatchTable::rollback);
        epoch++;
    }

    /** The batch's rows of a root table. */
    BatchTable root(String name) {
        return tables.computeIfAbsent(name, n -> {
            BatchTable table = new BatchTable(n, null, snapshot.table(n, windowOpen, otherwise));
            table.meet(new int[] {});
            return table;
        });
    }

    /** The rows for a list in a row of a table. The position is that of the list's field. */
    BatchTable child(BatchTable parent, int parentRow, FieldShape list, int position) {
        String name = list.elements().table();
        BatchTable child = tables.get(name);
        if (child == null) {
            child = new BatchTable(
                    name,
                    parent,
                    snapshot.table(name, windowOpen, parent.rules().nested()));
            tables.put(name, child);
        }
        if (child.rows() == 0) {
            int[] met = new int[length + 2];
            met[0] = record;
            System.arraycopy(trail, 0, met, 1, length);
            met[length + 1] = position;
            child.meet(met);
        }
        if (!child.claim(list, parentRow)) {
            throw new Rejected(
                    list.column(), "two lists both normalize to table '%s' (rename one)".formatted(child.name()));
        }
        return child;
    }

    /** Enters an object that is the value of the field at a position. */
    void enter(int position) {
        push(OBJECT_CODE + (OBJECT_CODE - position));
    }

    /** Leaves the object entered last. */
    void leave() {
        length--;
    }

    /** Goes to a row of a child table, an element of the list at a position; give the result to {@link #ascend}. */
    int descend(int position, int index) {
        int outer = base;
        push(position);
        push(index);
        base = length;
        return outer;
    }

    /** Comes back from a row of a child table, which ends. */
    void ascend(int outer, BatchTable child, int row) {
        length = base - 2;
        base = outer;
        endRow(child, row);
    }

    private void push(int code) {
        if (length == trail.length) {
            trail = Arrays.copyOf(trail, length * 2);
        }
        trail[length++] = code;
    }

    /** A number for an object, to notice names that come twice in it. */
    long nextObject() {
        return ++objects;
    }

    /** Whether the field's objects and lists are kept as JSON. */
    boolean keepsJson(BatchTable table, FieldShape field, int nestingLeft) {
        if (nestingLeft <= 0) {
            return true;
        }
        DataType type = snapshot.type(table.name(), field.column());
        return type == DataType.JSON
                || type == null && snapshot.defaults().type(field.column(), DataType.TEXT) == DataType.JSON;
    }

    /** Takes note of a null, which some columns may not have. */
    void putNull(BatchTable table, FieldShape field) {
        if (!field.isKey() && table.refusesNull(field.column())) {
            throw missing(table, field.column());
        }
    }

    private static Rejected missing(BatchTable table, String column) {
        return new Rejected(
                column, "column '%s' of table '%s' may not be null and has no value".formatted(column, table.name()));
    }

    void put(BatchTable table, int row, FieldShape field, int position, boolean value) {
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
        if (slot.type() == DataType.BOOL) {
            ((BoolBuffer) slot.buffer()).put(row, value);
        } else {
            coerce(table, row, slot, position, DataType.BOOL, value);
        }
    }

    void put(BatchTable table, int row, FieldShape field, int position, long value) {
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
        if (slot.type() == DataType.BIGINT) {
            slot.note(value);
            ((LongBuffer) slot.buffer()).put(row, value);
        } else {
            coerce(table, row, slot, position, DataType.BIGINT, value);
        }
    }

    void put(BatchTable table, int row, FieldShape field, int position, double value) {
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
        if (slot.type() == DataType.BIGINT && slot.isSoft() && slot.isExact() && value != Math.rint(value)) {
            slot.widen(slot.column().withType(DataType.DOUBLE, null, null));
        }
        if (slot.type() == DataType.DOUBLE) {
            ((DoubleBuffer) slot.buffer()).put(row, value);
        } else {
            coerce(table, row, slot, position, DataType.DOUBLE, value);
        }
    }

    /** An integer of any size. */
    void put(BatchTable table, int row, FieldShape field, int position, BigInteger value) {
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
        DataType needed = decimal.precision() <= MAX_DIGITS ? DataType.DECIMAL : DataType.TEXT;
        if (!slot.isTyped()) {
            if (!mayBegin(table, row, slot, value)) {
                return;
            }
            Column column = slot.known() == null ? Column.of(slot.name(), DataType.DECIMAL) : slot.known();
            DataType type = detections.ofInteger(value);
            boolean sized = column.precision() != null;
            slot.decide(
                    sized ? column.withType(type, column.precision(), column.scale()) : wide(column, type),
                    met(row, position));
        } else if (slot.isSoft() && isIntegral(slot) && (slot.type() != needed)) {
            slot.widen(wide(slot.column(), needed));
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
                store(row, variant, DataType.TEXT, value.toString());
            }
        } else {
            coerce(table, row, slot, position, needed, needed == DataType.DECIMAL ? decimal : value.toString());
        }
    }

    private static boolean isIntegral(Slot slot) {
        return slot.type() == DataType.BIGINT
                || (slot.type() == DataType.DECIMAL && slot.column().decimalScale() == 0);
    }

    /** The column with another type; a decimal has room for any integer that decimals can hold. */
    private static Column wide(Column column, DataType type) {
        return type == DataType.DECIMAL ? column.withType(type, MAX_DIGITS, 0) : column.withType(type, null, null);
    }

    void put(BatchTable table, int row, FieldShape field, int position, String value) {
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
        if (slot.type() == DataType.TEXT) {
            ((BytesBuffer) slot.buffer()).put(row, value);
            return;
        }
        if (slot.type() == DataType.TIMESTAMP) {
            long micros = IsoTimestamp.parseMicros(value);
            if (micros != IsoTimestamp.NONE) {
                ((LongBuffer) slot.buffer()).put(row, micros);
                return;
            }
        }
        coerce(table, row, slot, position, DataType.TEXT, value);
    }

    /** JSON kept as it is, compact, in UTF-8. */
    void putJson(BatchTable table, int row, FieldShape field, int position, byte[] json) {
        if (field.isLeftOut()) {
            return;
        }
        if (field.isKey()) {
            key.set(field.column(), JsonFrontEnd.readAgain(json, 0, json.length));
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

    /** A value of the other types, in the form that {@link Coercion} takes. */
    void put(BatchTable table, int row, FieldShape field, int position, DataType type, Object value) {
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
            slot.decide(SystemColumns.ROW_KEY, met(row, position));
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
        return slot.mode() == Mode.EVOLVE
                || forbid(table, row, slot.mode(), () -> Breach.ofColumn(table, row, slot, value));
    }

    private boolean forbid(BatchTable table, int row, Mode mode, Supplier<Breach> breach) {
        switch (mode) {
            case EVOLVE -> {
                return true;
            }
            case FREEZE -> breaches.add(breach.get());
            case DISCARD_ROW -> table.doom(row);
            case DISCARD_VALUE -> table.countDiscardedValue(row);
        }
        return false;
    }

    private void decide(Slot slot, DataType type, int row, int position) {
        Column known = slot.known();
        DataType preferred = snapshot.defaults().type(slot.name(), type);
        Column column = known == null
                ? Column.of(slot.name(), preferred)
                : known.withType(preferred, known.precision(), known.scale());
        slot.decide(snapshot.defaults().hinted(column), met(row, position));
    }

    private int[] met(int row, int position) {
        int depth = length - base;
        int[] met = new int[depth + 2];
        met[0] = row;
        System.arraycopy(trail, base, met, 1, depth);
        met[depth + 1] = position;
        return met;
    }

    private void coerce(BatchTable table, int row, Slot slot, int position, DataType from, Object value) {
        if (!store(row, slot, from, value)) {
            Slot variant = variant(table, slot, from, row, position, value);
            if (variant != null && !store(row, variant, from, value)) {
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
            if (!forbid(table, row, variant.mode(), breach)) {
                return null;
            }
            Column column = new Column(variant.name(), null, true, null, null, Set.of(ColumnHint.VARIANT), null);
            variant.decide(wide(column, type), met(row, position));
        }
        return variant;
    }

    /** Puts a value into a column, coerced if need be; false where it does not fit. */
    private static boolean store(int row, Slot slot, DataType from, Object value) {
        Optional<Object> coerced = Coercion.coerce(from, slot.type(), value);
        if (coerced.isEmpty()) {
            return false;
        }
        Object fits = coerced.get();
        switch (slot.type()) {
            case BIGINT -> {
                if (fits instanceof BigInteger big && big.bitLength() >= Long.SIZE) {
                    return false;
                }
                long number = ((Number) fits).longValue();
                slot.note(number);
                ((LongBuffer) slot.buffer()).put(row, number);
            }
            case TIMESTAMP, DATE, TIME -> ((LongBuffer) slot.buffer()).put(row, ((Number) fits).longValue());
            case DOUBLE -> ((DoubleBuffer) slot.buffer()).put(row, (Double) fits);
            case BOOL -> ((BoolBuffer) slot.buffer()).put(row, (Boolean) fits);
            case DECIMAL, WEI -> {
                return storeDecimal(row, slot, (BigDecimal) fits, from == DataType.DOUBLE);
            }
            case TEXT, JSON -> ((BytesBuffer) slot.buffer()).put(row, fits.toString());
            case BINARY -> {
                byte[] bytes = (byte[]) fits;
                ((BytesBuffer) slot.buffer()).put(row, bytes, 0, bytes.length);
            }
        }
        return true;
    }

    /** Digits behind the column's scale are rounded off a double, which is not exact anyway; of a decimal none is lost. */
    private static boolean storeDecimal(int row, Slot slot, BigDecimal value, boolean inexact) {
        Column column = slot.column();
        BigDecimal scaled = value.setScale(column.decimalScale(), RoundingMode.HALF_EVEN);
        boolean fits = scaled.precision() <= column.decimalPrecision();
        if (!fits || (!inexact && scaled.compareTo(value) != 0)) {
            return false;
        }
        ((DecimalBuffer) slot.buffer()).put(row, scaled);
        return true;
    }
}
