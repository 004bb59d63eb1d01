package dev.tributary.testkit;

import dev.tributary.coerce.Coercion;
import dev.tributary.coerce.Inference;
import dev.tributary.coerce.VariantName;
import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The columns that rows make in their order: the first value says the type, a value that can't be coerced makes a variant
 * of its own type. A column of integers grows instead, to DOUBLE for a fraction and to DECIMAL or TEXT beyond 64 bits.
 */
final class ColumnsByRule {
    private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);
    private static final int MAX_DIGITS = 38;

    private final Map<String, Map<String, DataType>> types = new LinkedHashMap<>();
    private final Set<String> inexact = new TreeSet<>();

    static Map<String, Set<String>> of(List<Flattened> records) {
        ColumnsByRule rule = new ColumnsByRule();
        records.forEach(record -> record.all().forEach(rule::take));
        Map<String, Set<String>> columns = new TreeMap<>();
        rule.types.forEach((table, found) -> {
            Set<String> names = new TreeSet<>();
            found.forEach((name, type) -> names.add(name + " " + type.id()));
            columns.put(table, names);
        });
        return columns;
    }

    private void take(Flattened row) {
        Map<String, DataType> table = types.computeIfAbsent(row.table(), t -> new TreeMap<>());
        row.columns().forEach((column, value) -> take(row.table() + "." + column, table, column, value));
    }

    private void take(String place, Map<String, DataType> table, String column, Object value) {
        DataType own = own(value);
        DataType type = table.computeIfAbsent(column, c -> detected(own, value));
        if (type == DataType.BIGINT && own == DataType.DOUBLE && !inexact.contains(place) && !isWhole(value)) {
            table.put(column, DataType.DOUBLE);
        } else if ((type == DataType.BIGINT || type == DataType.DECIMAL) && value instanceof BigInteger) {
            table.put(column, own);
        } else if (!fits(own, type, value)) {
            table.put(VariantName.of(NormalizedRecords.NAMING, column, own), own);
        }
        if (table.get(column) == DataType.BIGINT && !isExact(value)) {
            inexact.add(place);
        }
    }

    private static DataType own(Object value) {
        if (value instanceof BigInteger big) {
            return new BigDecimal(big).precision() <= MAX_DIGITS ? DataType.DECIMAL : DataType.TEXT;
        }
        return Inference.typeOf(value);
    }

    private static DataType detected(DataType own, Object value) {
        return value instanceof String text && IsoTimestamp.parse(text).isPresent() ? DataType.TIMESTAMP : own;
    }

    private static boolean fits(DataType own, DataType type, Object value) {
        Object canonical = own == DataType.TEXT ? value.toString() : Inference.canonical(value);
        return Coercion.coerce(own, type, canonical)
                .filter(v -> type != DataType.BIGINT || !(v instanceof BigInteger))
                .filter(v -> type != DataType.DECIMAL || isDecimal((BigDecimal) v, own))
                .isPresent();
    }

    private static boolean isDecimal(BigDecimal value, DataType own) {
        return own == DataType.DOUBLE || value.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isWhole(Object value) {
        return (Double) value == Math.rint((Double) value);
    }

    private static boolean isExact(Object value) {
        return !(value instanceof Number number)
                || new BigDecimal(number.toString()).abs().compareTo(EXACT) <= 0;
    }
}
