package dev.tributary.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table. The name is normalized. A column whose type is absent is a hint that waits for data and is not
 * created. Precision of text is in characters, of integers in bits, of decimals in digits. What else dlt says of the column
 * is kept in {@code other}, by property.
 *
 * <pre>{@code Column.of("id", DataType.BIGINT).primaryKey().description("the shop's number")}</pre>
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

    /** The property that holds an old name. */
    private static final String RENAMED_FROM = "x-tributary-renamed-from";

    /** The property of columns that get bloom filters. */
    private static final String BLOOM_FILTER = "x-bloom-filter";

    public Column {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column needs a name");
        }
        // nearly all columns have none, and there may be many columns
        hints = hints.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(hints));
        other = other.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(other));
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

    /** A column of which the data tell the type. */
    public static Column of(String name) {
        return new Column(name, null, true, null, null, Set.of(), null);
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
    public Column withType(@Nullable DataType newType, @Nullable Integer newPrecision, @Nullable Integer newScale) {
        return new Column(name, newType, nullable, newPrecision, newScale, hints, description, other);
    }

    /** The same column under another name. */
    public Column withName(String newName) {
        return new Column(newName, type, nullable, precision, scale, hints, description, other);
    }

    /** The same column with a hint more. */
    public Column with(ColumnHint hint) {
        Set<ColumnHint> more = new TreeSet<>(hints);
        more.add(hint);
        return new Column(name, type, nullable, precision, scale, more, description, other);
    }

    /** The same column with a hint less. */
    public Column without(ColumnHint hint) {
        Set<ColumnHint> fewer = new TreeSet<>(hints);
        fewer.remove(hint);
        return new Column(name, type, nullable, precision, scale, fewer, description, other);
    }

    /** The same column as part of the primary key, and so not null. */
    public Column primaryKey() {
        return with(ColumnHint.PRIMARY_KEY).notNull();
    }

    /** The same column as one by which MERGE finds rows, and so not null. */
    public Column mergeKey() {
        return with(ColumnHint.MERGE_KEY).notNull();
    }

    /** The same column, which no row may lack. */
    public Column notNull() {
        return new Column(name, type, false, precision, scale, hints, description, other);
    }

    /** The same column, known to hold no value twice; nothing checks it. */
    public Column unique() {
        return with(ColumnHint.UNIQUE);
    }

    /** The same column, by which rows are sorted where a destination can. */
    public Column sort() {
        return with(ColumnHint.SORT);
    }

    /** The same column, by which rows are clustered where a destination can. */
    public Column cluster() {
        return with(ColumnHint.CLUSTER);
    }

    /** The same column, whose value says that MERGE is to delete the row. */
    public Column hardDelete() {
        return with(ColumnHint.HARD_DELETE);
    }

    /** The same column, by which MERGE chooses among rows of one key. */
    public Column dedupSort(SortOrder order) {
        Column column = with(ColumnHint.DEDUP_SORT);
        return order == SortOrder.ASC
                ? column
                : column.property(ColumnHint.DEDUP_SORT.id(), TextNode.valueOf(order.id()));
    }

    /** The same column, known to be the cursor of an incremental resource. */
    public Column incremental() {
        return with(ColumnHint.INCREMENTAL);
    }

    /** The same column, whose data files tell of most values that they don't hold them: for look-ups by keys. */
    public Column bloomFilter() {
        return property(BLOOM_FILTER, BooleanNode.TRUE);
    }

    /** Whether data files are to have bloom filters of it. */
    public boolean hasBloomFilter() {
        JsonNode wanted = other.get(BLOOM_FILTER);
        return wanted != null && wanted.asBoolean();
    }

    /** The same column with that many digits, bits or characters. */
    public Column precision(int digits) {
        return withType(digits, null);
    }

    /** The same decimal column with that many digits, so many of them behind the point. */
    public Column precision(int digits, int behindPoint) {
        return withType(digits, behindPoint);
    }

    private Column withType(Integer newPrecision, @Nullable Integer newScale) {
        return new Column(name, type, nullable, newPrecision, newScale, hints, description, other);
    }

    /** The same timestamp column, whose values belong to a time zone or not; kept for readers, times are stored as UTC. */
    public Column timezone(boolean zoned) {
        return property("timezone", BooleanNode.valueOf(zoned));
    }

    /** The same column with a sentence for those who read the table. */
    public Column description(String sentence) {
        return new Column(name, type, nullable, precision, scale, hints, sentence, other);
    }

    /** The same column with a property more, whose name begins with {@code x-} unless dlt knows it. */
    public Column property(String property, JsonNode value) {
        Map<String, JsonNode> more = new LinkedHashMap<>(other);
        more.put(property, value);
        return new Column(name, type, nullable, precision, scale, hints, description, more);
    }

    /** The same column, which the table has under an old name, as long as it has none of the new one. */
    public Column renamedFrom(String oldName) {
        return property(RENAMED_FROM, TextNode.valueOf(oldName));
    }

    /** The old name under which the table may still have the column. */
    public Optional<String> findOldName() {
        return Optional.ofNullable(other.get(RENAMED_FROM)).map(JsonNode::asText);
    }

    /** Whether MERGE takes the row with the largest or the smallest value; empty where the column does not say. */
    public Optional<SortOrder> findDedupSort() {
        if (!has(ColumnHint.DEDUP_SORT)) {
            return Optional.empty();
        }
        JsonNode order = other.get(ColumnHint.DEDUP_SORT.id());
        return Optional.of(order == null ? SortOrder.ASC : SortOrder.of(order.asText()));
    }

    /** Whether the column has the hint. */
    public boolean has(ColumnHint hint) {
        return hints.contains(hint);
    }
}
