package dev.tributary.normalize.evolution;

import dev.tributary.error.ConfigException;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.contract.Contracts;
import dev.tributary.normalize.contract.TableRules;
import dev.tributary.normalize.id.RowIdRule;
import dev.tributary.normalize.rows.ColumnFilter;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the resources of a run say of tables, by the tables' names; those that exist are changed by it. */
final class Declarations {
    private final GrowingSchema schema;
    private final ResourceTables resourceTables;
    private final SourceFilters sourceFilters;
    private final NamingConvention naming;
    private final Contracts contracts;
    private final @Nullable Boolean rootKey;
    private final Map<String, List<Column>> declared = new HashMap<>();
    private final Map<String, ResourceDefinition> resources = new HashMap<>();
    private final Map<String, RowIdRule> rowIds = new HashMap<>();
    private final Map<String, ColumnFilter> filters = new HashMap<>();

    /** Tables by the names that resources give them; workers ask for them too. */
    private final Map<String, String> tables = new ConcurrentHashMap<>();

    /** The root tables of nested ones that are declared. */
    private final Map<String, String> nestedIn = new HashMap<>();

    Declarations(
            GrowingSchema schema,
            ResourceTables resourceTables,
            @Nullable Boolean rootKey,
            NamingConvention naming,
            Contracts contracts) {
        this.schema = schema;
        this.resourceTables = resourceTables;
        this.sourceFilters = new SourceFilters(schema, naming);
        this.rootKey = rootKey;
        this.naming = naming;
        this.contracts = contracts;
    }

    /** The table that a resource's records go to, normalized. */
    String tableOf(ResourceDefinition resource) {
        return tables.computeIfAbsent(resource.hints().table(), naming::tablesPath);
    }

    /** Whether a resource says something of the table. */
    boolean contains(String table) {
        return resources.containsKey(table);
    }

    /** The resource that says something of a root table. */
    ResourceDefinition resource(String root) {
        return Objects.requireNonNull(resources.get(root), root);
    }

    /** The columns that are declared of a table. */
    List<Column> columns(String table) {
        return declared.getOrDefault(table, List.of());
    }

    /** All tables of which columns are declared. */
    Set<String> tables() {
        return declared.keySet();
    }

    /** The root table of a table of which columns are declared. */
    String root(String table) {
        return nestedIn.getOrDefault(table, table);
    }

    Map<String, RowIdRule> rowIds() {
        return Map.copyOf(rowIds);
    }

    Map<String, ColumnFilter> filters() {
        return Map.copyOf(filters);
    }

    /** Whether nested rows name their root, in a root table and those below it. */
    boolean namesRoot(String root) {
        return rowIds.getOrDefault(root, RowIdRule.COUNTED).rootKey();
    }

    /** Takes in what a resource of the run says; another one that writes to the same table must say the same. */
    void addOnce(ResourceDefinition resource) {
        ResourceDefinition other = resources.get(tableOf(resource));
        if (other == null) {
            add(resource);
        } else if (!agree(other, resource)) {
            throw new ConfigException(
                    "Cannot write resources '%s' and '%s' to table '%s': what they say of it differs (give both the same hints, or each a table)"
                            .formatted(other.name(), resource.name(), tableOf(resource)));
        }
    }

    private static boolean agree(ResourceDefinition one, ResourceDefinition other) {
        return one.hints().equals(other.hints().table(one.hints().table()));
    }

    /** Why a resource's records can't go to its table, if something is in the way. */
    Optional<String> findObstacle(ResourceDefinition resource) {
        String name = tableOf(resource);
        ResourceDefinition known = resources.get(name);
        if (known != null && !agree(known, resource)) {
            return Optional.of("table '%s' has other hints than this record's".formatted(name));
        }
        Table table = schema.tables().get(name);
        if (table != null && table.parent() != null) {
            return Optional.of("table '%s' is nested in '%s'".formatted(name, table.parent()));
        }
        return TableRules.isSystem(name)
                ? Optional.of("table '%s' is one of dlt's own".formatted(name))
                : Optional.empty();
    }

    void add(ResourceDefinition resource) {
        String name = tableOf(resource);
        resources.put(name, resource);
        filters.put(name, sourceFilters.of(name, resource.hints()));
        addNested(name, resource.hints());
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Column column : resource.hints().columns()) {
            String normalized = naming.path(column.name());
            Column named = column.withName(normalized);
            columns.put(
                    normalized,
                    column.findOldName()
                            .map(old -> named.renamedFrom(naming.path(old)))
                            .orElse(named));
        }
        hint(columns, resource.hints().primaryKey(), ColumnHint.PRIMARY_KEY);
        hint(columns, resource.hints().mergeKey(), ColumnHint.MERGE_KEY);
        boolean keepsHistory = keepsHistory(name, resource.hints());
        if (keepsHistory) {
            HistoryColumns.markVersion(columns, resource.hints().validity(), naming);
            HistoryColumns.of(resource.hints().validity(), naming).forEach(c -> columns.put(c.name(), c));
        }
        declared.put(name, List.copyOf(columns.values()));
        for (Table table : schema.tablesOf(name)) {
            schema.put(resourceTables.redefined(table, resource, merged(table)));
        }
        if (keepsHistory) {
            schema.change(
                    name, table -> table.with(HistoryColumns.of(resource.hints().validity(), naming)));
        }
        rowIds.put(name, rowIds(name, resource.hints(), List.copyOf(columns.values())));
    }

    private List<Column> merged(Table table) {
        return new DeclaredColumns(
                        schema.start().name(), table, columns(table.name()), contracts.rules(table, schema.tables()))
                .merged();
    }

    private static void refuseKeys(String table, String path, List<Column> columns) {
        for (Column column : columns) {
            if (column.has(ColumnHint.PRIMARY_KEY) || column.has(ColumnHint.MERGE_KEY)) {
                throw new ConfigException(
                        "Cannot make column '%s' a key of table '%s': it is nested, and its rows change with those of their parent (leave the key of '%s' out, or yield its rows from a resource of their own)"
                                .formatted(column.name(), table, path));
            }
        }
    }

    private void addNested(String root, TableHints hints) {
        hints.nested().forEach((path, known) -> {
            String name = naming.join(
                    root,
                    Arrays.stream(path.split("\\."))
                            .map(naming::tablesPath)
                            .collect(Collectors.joining(naming.separator())));
            refuseKeys(name, path, known);
            nestedIn.put(name, root);
            declared.put(
                    name,
                    known.stream().map(c -> c.withName(naming.path(c.name()))).toList());
        });
    }

    /** Whether a root table is merged by SCD2, which only Iceberg tables are. */
    private boolean keepsHistory(String root, TableHints hints) {
        return hints.disposition() == WriteDisposition.MERGE
                && hints.mergeStrategy() == MergeStrategy.SCD2
                && resourceTables.format(root, hints) == TableFormat.ICEBERG;
    }

    private RowIdRule rowIds(String root, TableHints hints, List<Column> columns) {
        boolean hasRootKey = schema.tablesOf(root).stream()
                .flatMap(t -> t.columns().stream())
                .anyMatch(c -> c.has(ColumnHint.ROOT_KEY));
        return RowIdRule.of(
                hints.disposition(),
                hints.mergeStrategy(),
                resourceTables.format(root, hints),
                columns,
                hints.primaryKey().stream().map(naming::path).toList(),
                rootKey,
                hasRootKey);
    }

    private void hint(Map<String, Column> columns, List<String> names, ColumnHint hint) {
        for (String raw : names) {
            String name = naming.path(raw);
            columns.put(
                    name, columns.getOrDefault(name, Column.of(name)).with(hint).notNull());
        }
    }
}
