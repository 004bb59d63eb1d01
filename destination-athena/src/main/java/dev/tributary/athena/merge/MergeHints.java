package dev.tributary.athena.merge;

import dev.tributary.error.ConfigException;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.SortOrder;
import dev.tributary.schema.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a root table's rows are exchanged, as its schema says. What the strategy does not look at is left out: upsert and
 * insert-only go by the primary key alone, scd2 by the row version and the merge key.
 *
 * @param primaryKey the columns that tell one row from all others; none means that no row is a duplicate
 * @param mergeKey further columns by which rows are found
 * @param dedupSort the column by which the row to keep of those with one primary key is chosen
 * @param highestFirst whether the highest value of that column is kept, else the lowest
 * @param hardDelete the column that says that a row is gone
 * @param rowKey the column with the row's id
 */
public record MergeHints(
        MergeStrategy strategy,
        List<String> primaryKey,
        List<String> mergeKey,
        @Nullable Column dedupSort,
        boolean highestFirst,
        @Nullable Column hardDelete,
        @Nullable String rowKey) {

    /** The hints of a root table. */
    public static MergeHints of(Table root) {
        Optional<Column> sort = first(root, c -> c.has(ColumnHint.DEDUP_SORT));
        MergeStrategy strategy = root.mergeStrategy();
        boolean ends = strategy == MergeStrategy.SCD2;
        boolean byPrimaryKeyOnly = strategy == MergeStrategy.UPSERT || strategy == MergeStrategy.INSERT_ONLY;
        return new MergeHints(
                strategy,
                ends ? List.of() : names(root, ColumnHint.PRIMARY_KEY),
                byPrimaryKeyOnly ? List.of() : names(root, ColumnHint.MERGE_KEY),
                sort.orElse(null),
                sort.flatMap(Column::findDedupSort).equals(Optional.of(SortOrder.DESC)),
                ends ? null : first(root, c -> c.has(ColumnHint.HARD_DELETE)).orElse(null),
                first(root, c -> c.has(ColumnHint.ROW_KEY)).map(Column::name).orElse(null));
    }

    /**
     * Checks that a root table has what its strategy goes by.
     *
     * @throws ConfigException if it has not
     */
    public static void check(Table root) {
        MergeHints hints = of(root);
        switch (hints.strategy) {
            case DELETE_INSERT -> {
                // Without any key, all rows are added.
            }
            case UPSERT, INSERT_ONLY -> {
                if (hints.primaryKey.isEmpty()) {
                    throw new ConfigException(
                            "Cannot merge table '%s': strategy %s needs a primary key (give the resource a primaryKey)"
                                    .formatted(root.name(), hints.strategy.id()));
                }
            }
            case SCD2 -> {
                Validity validity = Validity.of(root, Instant.EPOCH);
                for (String column : List.of(validity.from(), validity.to(), validity.version())) {
                    if (root.typedColumns().stream().noneMatch(c -> c.name().equals(column))) {
                        throw new ConfigException(
                                "Cannot merge table '%s': strategy scd2 needs the column '%s' (give the table or its records one)"
                                        .formatted(root.name(), column));
                    }
                }
            }
        }
    }

    private static List<String> names(Table table, ColumnHint hint) {
        return table.typedColumns().stream()
                .filter(c -> c.has(hint))
                .map(Column::name)
                .toList();
    }

    private static Optional<Column> first(Table table, Predicate<Column> wanted) {
        return table.typedColumns().stream().filter(wanted).findFirst();
    }

    /** Whether that value of the hard-delete column says that the row is gone. */
    boolean isGone(@Nullable Object value) {
        return hardDelete != null && hardDelete.type() == DataType.BOOL ? Boolean.TRUE.equals(value) : value != null;
    }
}
