package dev.tributary.source.definition;

import dev.tributary.schema.Column;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.SchemaContract;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known beforehand of the table that records go to. Names of tables and columns are as the author wrote them, not
 * yet normalized. An absent format means the destination's default, an absent nesting limit or contract the source's.
 *
 * <pre>{@code TableHints.of("orders").disposition(WriteDisposition.MERGE).primaryKey("id")}</pre>
 */
public record TableHints(
        String table,
        WriteDisposition disposition,
        MergeStrategy mergeStrategy,
        List<String> primaryKey,
        List<String> mergeKey,
        @Nullable TableFormat format,
        List<PartitionField> partition,
        List<Column> columns,
        @Nullable Integer maxTableNesting,
        @Nullable SchemaContract contract,
        Validity validity,
        @Nullable TableChoice choice,
        Map<String, List<Column>> nested,
        List<String> excludes,
        List<String> includes) {

    public TableHints {
        primaryKey = List.copyOf(primaryKey);
        mergeKey = List.copyOf(mergeKey);
        partition = List.copyOf(partition);
        columns = List.copyOf(columns);
        nested = Map.copyOf(nested);
        excludes = List.copyOf(excludes);
        includes = List.copyOf(includes);
    }

    /** A table that is appended to and of which nothing else is known. */
    public static TableHints of(String table) {
        return new TableHints(
                table,
                WriteDisposition.APPEND,
                MergeStrategy.DELETE_INSERT,
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                Validity.DEFAULT,
                null,
                Map.of(),
                List.of(),
                List.of());
    }

    /** The same hints with what the change sets. */
    private TableHints change(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.hints();
    }

    /** The same hints for another table. */
    public TableHints table(String name) {
        return change(d -> d.table = name);
    }

    /** The same hints with another disposition. */
    public TableHints disposition(WriteDisposition newDisposition) {
        return change(d -> d.disposition = newDisposition);
    }

    /** The same hints with another way to merge. */
    public TableHints mergeStrategy(MergeStrategy strategy) {
        return change(d -> d.mergeStrategy = strategy);
    }

    /** The same hints with the columns that tell one row from all others. */
    public TableHints primaryKey(String... names) {
        return change(d -> d.primaryKey = List.of(names));
    }

    /** The same hints with the columns by which MERGE finds the rows to exchange. */
    public TableHints mergeKey(String... names) {
        return change(d -> d.mergeKey = List.of(names));
    }

    /** The same hints with a format; null means the destination's default. */
    public TableHints format(@Nullable TableFormat newFormat) {
        return change(d -> d.format = newFormat);
    }

    /** The same hints with partition fields, outermost first. */
    public TableHints partition(PartitionField... fields) {
        return change(d -> d.partition = List.of(fields));
    }

    /** The same hints with columns that are known beforehand. */
    public TableHints columns(Column... known) {
        return change(d -> d.columns = List.of(known));
    }

    /** The same hints with a limit to how many levels of child tables are made; null means the source's. */
    public TableHints maxTableNesting(@Nullable Integer levels) {
        return change(d -> d.maxTableNesting = levels);
    }

    /** The same hints with what records may change in the table and those nested in it; null means the source's contract. */
    public TableHints contract(@Nullable SchemaContract newContract) {
        return change(d -> d.contract = newContract);
    }

    /** The same hints with how a table of SCD2 tells when a row holds. */
    public TableHints validity(Validity newValidity) {
        return change(d -> d.validity = newValidity);
    }

    /** The same hints for tables that the value of a field names, record by record. */
    public TableHints tableFrom(String field) {
        return change(d -> d.choice = new TableChoice.Field(field));
    }

    /** The same hints for tables that a function names, record by record. */
    public TableHints tableFrom(Function<Object, @Nullable String> function) {
        return change(d -> d.choice = new TableChoice.ByFunction(function));
    }

    /** The same hints for one table. */
    public TableHints withoutChoice() {
        return choice == null ? this : change(d -> d.choice = null);
    }

    /** The same hints with columns of a nested table that are known beforehand; the path is as {@code "pets.toys"}. */
    public TableHints nested(String path, Column... known) {
        Map<String, List<Column>> all = new HashMap<>(nested);
        all.put(path, List.of(known));
        return change(d -> d.nested = all);
    }

    /**
     * The same hints, leaving out values by their path from the table, such as {@code pets__name}: a normalized path, or a
     * regular expression behind {@code re:} that is found in it, such as {@code re:^pets__}. A list or an object that is
     * left out takes all below it along.
     */
    public TableHints exclude(String... paths) {
        return change(d -> d.excludes = List.of(paths));
    }

    /** The same hints, with exceptions to what is left out, in the same form. */
    public TableHints include(String... paths) {
        return change(d -> d.includes = List.of(paths));
    }

    /** The hints while they change. */
    private static final class Draft {
        private String table;
        private WriteDisposition disposition;
        private MergeStrategy mergeStrategy;
        private List<String> primaryKey;
        private List<String> mergeKey;
        private @Nullable TableFormat format;
        private List<PartitionField> partition;
        private List<Column> columns;
        private @Nullable Integer maxTableNesting;
        private @Nullable SchemaContract contract;
        private Validity validity;
        private @Nullable TableChoice choice;
        private Map<String, List<Column>> nested;
        private List<String> excludes;
        private List<String> includes;

        private Draft(TableHints from) {
            table = from.table;
            disposition = from.disposition;
            mergeStrategy = from.mergeStrategy;
            primaryKey = from.primaryKey;
            mergeKey = from.mergeKey;
            format = from.format;
            partition = from.partition;
            columns = from.columns;
            maxTableNesting = from.maxTableNesting;
            contract = from.contract;
            validity = from.validity;
            choice = from.choice;
            nested = from.nested;
            excludes = from.excludes;
            includes = from.includes;
        }

        private TableHints hints() {
            return new TableHints(
                    table,
                    disposition,
                    mergeStrategy,
                    primaryKey,
                    mergeKey,
                    format,
                    partition,
                    columns,
                    maxTableNesting,
                    contract,
                    validity,
                    choice,
                    nested,
                    excludes,
                    includes);
        }
    }
}
