package dev.tributary.normalize.id;

import dev.tributary.schema.Column;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a root table get their ids from when the records bring none, and whether those of its nested tables
 * name their root. The key's columns are normalized.
 */
public record RowIdRule(From from, Set<String> key, boolean rootKey) {
    /** A prefix and a counter, and nothing for nested rows. */
    public static final RowIdRule COUNTED = new RowIdRule(From.COUNTER, Set.of(), false);

    /** The property of the column by whose values SCD2 tells versions apart; without one it is the row's id. */
    private static final String ROW_VERSION = "x-row-version";

    /** What an id is made of. */
    public enum From {
        COUNTER,
        KEY,
        CONTENT
    }

    /**
     * What a table's rows need to be merged, as dlt decides it. Only Iceberg tables are merged, others appended to.
     *
     * @param wanted whether the source wants nested rows to name their root; absent when it does not say
     * @param hasRootKey whether a nested table does so already
     */
    public static RowIdRule of(
            WriteDisposition disposition,
            MergeStrategy strategy,
            TableFormat format,
            Collection<Column> columns,
            List<String> key,
            @Nullable Boolean wanted,
            boolean hasRootKey) {
        boolean merges = disposition == WriteDisposition.MERGE && format == TableFormat.ICEBERG;
        From from = !merges
                ? From.COUNTER
                : switch (strategy) {
                    case DELETE_INSERT -> From.COUNTER;
                    case UPSERT, INSERT_ONLY -> key.isEmpty() ? From.COUNTER : From.KEY;
                    case SCD2 -> hasOwnVersion(columns) ? From.COUNTER : From.CONTENT;
                };
        boolean rootKey = wanted == null ? merges && strategy != MergeStrategy.SCD2 : wanted;
        return new RowIdRule(from, new TreeSet<>(from == From.KEY ? key : List.of()), rootKey || hasRootKey);
    }

    private static boolean hasOwnVersion(Collection<Column> columns) {
        return columns.stream()
                .filter(c -> !c.name().equals(SystemColumns.ID))
                .map(c -> c.other().get(ROW_VERSION))
                .anyMatch(v -> v != null && v.asBoolean());
    }
}
