package dev.tributary.normalize.rows;

import dev.tributary.coerce.Coercion;
import dev.tributary.coerce.Detections;
import dev.tributary.coerce.JsonForm;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.id.SystemColumns;
import dev.tributary.normalize.reject.Rejected;
import dev.tributary.normalize.rows.ObjectShape.FieldShape;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.SchemaContract.Mode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values for which it is not enough to know their column: it decides a column's type at the first value, coerces or
 * makes a variant where a value does not fit, and takes those that ids are made of.
 */
final class Fitting {
    private final NamingConvention naming;
    private final Detections detections;
    private final SchemaSnapshot snapshot;
    private final BatchTables rows;
    private final Trail trail;
    private final RecordKey key;

    Fitting(
            NamingConvention naming,
            Detections detections,
            SchemaSnapshot snapshot,
            BatchTables rows,
            Trail trail,
            RecordKey key) {
        this.naming = naming;
        this.detections = detections;
        this.snapshot = snapshot;
        this.rows = rows;
        this.trail = trail;
        this.key = key;
    }

    /** Puts a value in the form that {@link Coercion} takes; an integer is a long. */
    void put(BatchTable table, int row, FieldShape field, Slot slot, int position, DataType type, Object value) {
        if (field.isMarked() && mark(table, row, field, slot, position, type, value)) {
            return;
        }
        if (!admits(table, row, field, slot, value)) {
            return;
        }
        if (!slot.isTyped()) {
            decide(slot, detections.of(type, value), row, position);
        }
        if (value instanceof Double number
                && slot.integers() != null
                && slot.isSoft()
                && slot.isExact()
                && number != Math.rint(number)) {
            slot.widen(slot.column().withType(DataType.DOUBLE, null, null), row);
        }
        if (type == DataType.BINARY && slot.type() == DataType.TEXT && detections.of(type, value) == DataType.TEXT) {
            String hex = "0x" + HexFormat.of().formatHex((byte[]) value);
            coerce(table, row, slot, position, DataType.TEXT, hex);
        } else {
            coerce(table, row, slot, position, type, value);
        }
    }

    /** Gives a column whose first value is a text its type, if it has none and nothing speaks against one. */
    void beginText(BatchTable table, Slot slot, int row, int position) {
        if (!slot.isTyped() && table.mode(slot, false) == Mode.EVOLVE) {
            decide(slot, DataType.TEXT, row, position);
        }
    }

    /** Puts an integer beyond 64 bits. */
    void putLarge(BatchTable table, int row, FieldShape field, Slot slot, int position, BigInteger value) {
        if (field.isMarked() && mark(table, row, field, slot, position, DataType.BIGINT, value)) {
            return;
        }
        if (!admits(table, row, field, slot, value)) {
            return;
        }
        BigDecimal decimal = new BigDecimal(value);
        DataType needed = decimal.precision() <= ColumnFit.MAX_DIGITS ? DataType.DECIMAL : DataType.TEXT;
        if (!slot.isTyped()) {
            Column column = slot.known() == null ? Column.of(slot.name(), DataType.DECIMAL) : slot.known();
            DataType type = detections.of(DataType.BIGINT, value);
            boolean sized = column.precision() != null;
            slot.decide(
                    sized ? column.withType(type, column.precision(), column.scale()) : ColumnFit.wide(column, type),
                    trail.inRow(row, position));
        } else if (slot.isSoft() && isIntegral(slot) && slot.type() != needed) {
            slot.widen(ColumnFit.wide(slot.column(), needed), row);
        }
        Object stored = needed == DataType.DECIMAL ? decimal : value.toString();
        if (slot.type() == DataType.TEXT) {
            ((BytesBuffer) slot.buffer()).put(row, value.toString());
        } else if (slot.type() == DataType.BIGINT || !ColumnFit.put(row, slot, needed, stored)) {
            Slot variant = variant(table, slot, needed, row, position, value);
            if (variant != null) {
                putVariant(row, slot, variant, needed, stored);
            }
        }
    }

    private static boolean isIntegral(Slot slot) {
        return slot.type() == DataType.BIGINT
                || (slot.type() == DataType.DECIMAL && slot.column().decimalScale() == 0);
    }

    /** Puts compact JSON in UTF-8. */
    void putJson(BatchTable table, int row, FieldShape field, Slot slot, int position, byte[] json) {
        if (field.isLeftOut()) {
            return;
        }
        if (field.isKey()) {
            key.add(field.column(), RecordJson.readAgain(json, 0, json.length));
        }
        if (!admits(table, row, field, slot, json)) {
            return;
        }
        if (!slot.isTyped()) {
            decide(slot, DataType.JSON, row, position);
        }
        Slot target = slot.type() == DataType.JSON || slot.type() == DataType.TEXT
                ? slot
                : variant(table, slot, DataType.JSON, row, position, json);
        if (target != null) {
            ((BytesBuffer) target.buffer()).put(row, json, 0, json.length);
        }
    }

    /** Takes a value that ids are made of, or that is one; the latter has no place among the table's values. */
    private boolean mark(
            BatchTable table, int row, FieldShape field, Slot slot, int position, DataType type, Object value) {
        if (field.isKey()) {
            key.add(field.column(), JsonForm.marked(type, value));
        }
        if (field.isRowId()) {
            String id =
                    Coercion.coerce(type, DataType.TEXT, value).orElseThrow().toString();
            identify(table, row, field, slot, position, id);
        }
        return field.isRowId() || field.isLeftOut();
    }

    /** Takes the id that a record brings for its row; an empty one is none. */
    private void identify(BatchTable table, int row, FieldShape field, Slot slot, int position, String id) {
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

    /**
     * Whether a value is to be put. A second field that normalizes to the column of the first one is borne where it says the
     * same; a column without a type gets one only where the contract lets it.
     */
    private boolean admits(BatchTable table, int row, FieldShape field, Slot slot, Object value) {
        if (slot.claim(field, row)) {
            return slot.isTyped() || mayBegin(table, row, slot, value);
        }
        if (!slot.holds(row, value)) {
            throw collision(table, field);
        }
        return false;
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
            if (variant != null) {
                putVariant(row, slot, variant, from, value);
            }
        }
    }

    private static void putVariant(int row, Slot slot, Slot variant, DataType from, Object value) {
        if (!ColumnFit.put(row, variant, from, value)) {
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

    /**
     * The variant column, for integers beyond 64 bits with room for all digits; null where a contract forbids it and the value is
     * lost, or the row.
     */
    private @Nullable Slot variant(BatchTable table, Slot slot, DataType type, int row, int position, Object value) {
        Slot variant = table.variant(slot, type, naming);
        if (!variant.isTyped()) {
            Supplier<Breach> breach = () -> Breach.ofVariant(table, row, slot, type, value);
            if (!rows.allows(table, row, table.mode(variant, true), breach)) {
                return null;
            }
            Column column = new Column(variant.name(), null, true, null, null, Set.of(ColumnHint.VARIANT), null);
            Column typed =
                    value instanceof BigInteger ? ColumnFit.wide(column, type) : column.withType(type, null, null);
            variant.decideVariant(typed, trail.inRow(row, position));
        }
        return variant;
    }
}
