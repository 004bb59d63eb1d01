package dev.tributary.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table. The name is normalized. A column whose type is absent is a hint that waits for data and is not
 * created. Precision of text is in characters, of integers in bits, of decimals in digits. What else dlt says of the column
 * is kept in {@code other}, by property.
 */
public record Column(
        String name,
        @Nullable DataType type,
        boolean nullable,
        @Nullable Integer precision,
        @Nullable Integer scale,
        Set<ColumnHint> hints,
        @Nullable String description,
        Map<String, JsonNode> other) {

    public Column {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column needs a name");
        }
        hints = java.util.Collections.unmodifiableSet(new TreeSet<>(hints));
        other = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(other));
    }

    /** A column of which dlt says nothing else. */
    public Column(
            String name,
            @Nullable DataType type,
            boolean nullable,
            @Nullable Integer precision,
            @Nullable Integer scale,
            Set<ColumnHint> hints,
            @Nullable String description) {
        this(name, type, nullable, precision, scale, hints, description, Map.of());
    }

    /** A nullable column without hints. */
    public static Column of(String name, DataType type) {
        return new Column(name, type, true, null, null, Set.of(), null);
    }

    /** A column that is never null, as the system columns are. */
    public static Column required(String name, DataType type, ColumnHint... hints) {
        return new Column(name, type, false, null, null, Set.of(hints), null);
    }

    /** The digits of a decimal: its precision, or dlt's default of 38; meaningful for DECIMAL and WEI only. */
    public int decimalPrecision() {
        return precision == null ? 38 : precision;
    }

    /** The digits behind the point: the scale, or dlt's default of 9 for DECIMAL without a precision, else 0. */
    public int decimalScale() {
        return scale != null ? scale : type == DataType.DECIMAL && precision == null ? 9 : 0;
    }

    /** The same column with another type, such as after widening. */
    public Column withType(DataType newType, @Nullable Integer newPrecision, @Nullable Integer newScale) {
        return new Column(name, newType, nullable, newPrecision, newScale, hints, description, other);
    }

    /** Whether the column has the hint. */
    public boolean has(ColumnHint hint) {
        return hints.contains(hint);
    }
}
