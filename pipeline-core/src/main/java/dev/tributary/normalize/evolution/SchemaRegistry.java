package dev.tributary.normalize.evolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.error.ConfigException;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.contract.Contracts;
import dev.tributary.normalize.contract.TableRules;
import dev.tributary.normalize.id.RowIdRule;
import dev.tributary.normalize.id.SystemColumns;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.ColumnFilter;
import dev.tributary.normalize.rows.SchemaSnapshot;
import dev.tributary.normalize.rows.SchemaSnapshot.SnapshotColumn;
import dev.tributary.normalize.rows.SchemaSnapshot.SnapshotTable;
import dev.tributary.normalize.rows.Slot;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnDefaults;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Detection;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.SchemaContract;
import dev.tributary.schema.SchemaDiff;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.ResourceDefinition;
import dev.tributary.source.TableHints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schema as it grows: batches are taken in input order, and so tables and columns join in an order that no timing
 * changes. Changed by one thread; the snapshot may be read by any.
 */
public final class SchemaRegistry {
    /** Says that a table's filters are its source's and end with them; a schema's own ones stay. */
    private static final String FILTERS_OF_SOURCE = "x-filters-of-source";

    private Schema start;
    private final NamingConvention naming;
    private final TableFormat defaultFormat;
    private final Contracts contracts;
    private final ColumnDefaults defaults;
    private final Map<String, Table> tables;
    private final Map<String, List<Column>> declared = new HashMap<>();
    private final Map<String, ResourceDefinition> resources = new HashMap<>();
    private final Map<String, RowIdRule> rowIds = new HashMap<>();
    private final Map<String, ColumnFilter> filters = new HashMap<>();

    /** The root tables of nested ones that are declared. */
    private final Map<String, String> nestedIn = new HashMap<>();

    private final @Nullable Boolean rootKey;

    /** Columns that came in this run and may still be widened, by table. */
    private final Map<String, Set<String>> soft = new HashMap<>();

    /** Columns that hold integers which are no exact doubles, by table. */
    private final Map<String, Set<String>> inexact = new HashMap<>();

    private final Set<String> closedWindows = new HashSet<>();
    private volatile SchemaSnapshot snapshot;

    public SchemaRegistry(
            Schema start,
            List<ResourceDefinition> selected,
            @Nullable Boolean rootKey,
            NamingConvention naming,
            TableFormat defaultFormat,
            Contracts contracts) {
        this.rootKey = rootKey;
        this.start = start;
        this.defaults = start.columnDefaults();
        this.contracts = contracts;
        this.naming = naming;
        this.defaultFormat = defaultFormat;
        this.tables = new LinkedHashMap<>(start.tables());
        selected.stream().filter(r -> r.hints().choice() == null).forEach(this::declareOnce);
        this.snapshot = takeSnapshot(0);
    }

    /** Notes what the schema detects from now on. */
    public void detections(Set<Detection> chosen) {
        start = start.withDetections(chosen);
    }

    public SchemaSnapshot snapshot() {
        return snapshot;
    }

    /** The table that a resource's records go to, normalized. */
    public String tableOf(ResourceDefinition resource) {
        return naming.tablesPath(resource.hints().table());
    }

    /** The schema as it is now. Its version is the start's: whoever commits it decides. */
    public Schema schema() {
        return start.with(tables.values()).with(contracts.ofSchema().orElse(null));
    }

    /** The table that a resource's records go to, as it was before the run. */
    public Optional<Table> findAtStart(ResourceDefinition resource) {
        return start.find(tableOf(resource));
    }

    public Table table(String name) {
        return Objects.requireNonNull(tables.get(name), name);
    }

    /** What differs from the schema at the start, tables in order of registration. */
    public List<SchemaChange> changes() {
        return SchemaDiff.between(start, schema());
    }

    /** Whether rows that were made with an older snapshot are what the present one would give. */
    public boolean accepts(BatchRows rows) {
        SchemaSnapshot now = snapshot;
        if (rows.snapshot().version() == now.version()) {
            return true;
        }
        if (rows.breach().isPresent()
                || !rows.discarded().isEmpty()
                || !rows.rejects().isEmpty()) {
            return false;
        }
        for (BatchTable table : rows.tables()) {
            if (!tables.containsKey(table.name()) || isElsewhere(table)) {
                return false;
            }
            for (Slot slot : table.slots()) {
                if (slot.isTyped() && (slot.isNew() || isChanged(table.name(), slot))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isElsewhere(BatchTable table) {
        String parent = table.parent() == null ? null : table.parent().name();
        return !Objects.equals(tables.get(table.name()).parent(), parent);
    }

    private boolean isChanged(String table, Slot slot) {
        Column now = tables.get(table).find(slot.name()).orElse(null);
        return !Objects.equals(now, slot.known()) || !Objects.equals(slot.column(), slot.known());
    }

    /** Takes in what a batch brought; returns the columns that were widened, by table. */
    public Map<String, List<Column>> take(BatchRows rows) {
        Map<String, List<Column>> widened = new HashMap<>();
        boolean changed = false;
        for (BatchTable batchTable : rows.tables()) {
            boolean isNew = !tables.containsKey(batchTable.name());
            if (isNew) {
                create(batchTable, rows.resource());
            }
            boolean nested = batchTable.parent() != null;
            boolean named = rowIds.getOrDefault(batchTable.root().name(), RowIdRule.COUNTED)
                    .rootKey();
            List<Column> added = new ArrayList<>();
            boolean systemDone = !isNew;
            for (Slot slot : batchTable.newSlots()) {
                if (!systemDone && slot.firstMet()[0] > 0) {
                    addSystem(added, batchTable, named);
                    systemDone = true;
                }
                if (!SystemColumns.contains(nested, named, slot.name()) || (isNew && isGivenAtFirst(slot))) {
                    added.add(slot.column());
                    soften(batchTable, slot, rows);
                }
            }
            if (!systemDone) {
                addSystem(added, batchTable, named);
            }
            if (nested
                    && named
                    && table(batchTable.name()).find(SystemColumns.ROOT_ID).isEmpty()
                    && !isNew) {
                added.add(SystemColumns.LATE_ROOT_KEY);
            }
            List<Column> wider = new ArrayList<>();
            for (Slot slot : batchTable.slots()) {
                if (slot.isTyped() && !slot.isNew() && !slot.column().equals(slot.known())) {
                    wider.add(slot.column());
                }
                changed |= slot.isTyped() && note(batchTable.name(), slot);
            }
            if (!added.isEmpty() || !wider.isEmpty()) {
                added.addAll(wider);
                tables.computeIfPresent(batchTable.name(), (n, t) -> t.with(added));
                changed = true;
            }
            if (!wider.isEmpty()) {
                widened.put(batchTable.name(), wider);
            }
        }
        if (changed) {
            snapshot = takeSnapshot(snapshot.version() + 1);
        }
        return widened;
    }

    /** Why a resource's records can't go to its table, if something is in the way. */
    public Optional<String> findObstacle(ResourceDefinition resource) {
        String name = tableOf(resource);
        ResourceDefinition known = resources.get(name);
        if (known != null && !agree(known, resource)) {
            return Optional.of("table '%s' has other hints than this record's".formatted(name));
        }
        Table table = tables.get(name);
        if (table != null && table.parent() != null) {
            return Optional.of("table '%s' is nested in '%s'".formatted(name, table.parent()));
        }
        return TableRules.isSystem(name)
                ? Optional.of("table '%s' is one of dlt's own".formatted(name))
                : Optional.empty();
    }

    /** Takes in a table of which nothing was known before its first record. */
    public void join(ResourceDefinition resource) {
        if (!resources.containsKey(tableOf(resource))) {
            declare(resource);
            snapshot = takeSnapshot(snapshot.version() + 1);
        }
    }

    /** Whether a resource of the run says something of the table. */
    public boolean isDeclared(String table) {
        return resources.containsKey(table);
    }

    private void declareOnce(ResourceDefinition resource) {
        ResourceDefinition other = resources.get(tableOf(resource));
        if (other == null) {
            declare(resource);
        } else if (!agree(other, resource)) {
            throw new ConfigException(
                    "Cannot write resources '%s' and '%s' to table '%s': what they say of it differs (give both the same hints, or each a table)"
                            .formatted(other.name(), resource.name(), tableOf(resource)));
        }
    }

    private static boolean agree(ResourceDefinition one, ResourceDefinition other) {
        return one.hints().equals(other.hints().table(one.hints().table()));
    }

    /** Ends the time in which new columns of a resource's table may be widened. */
    public void closeWindow(ResourceDefinition resource) {
        String root = tableOf(resource);
        if (closedWindows.add(root)) {
            Schema schema = schema();
            soft.keySet().removeIf(t -> schema.root(tables.get(t)).name().equals(root));
            snapshot = takeSnapshot(snapshot.version() + 1);
        }
    }

    /** What the source leaves out; where it says nothing, what the stored root table does; and what stored nested ones do. */
    private ColumnFilter filter(String root, TableHints hints) {
        List<ColumnFilter.Rule> rules = new ArrayList<>();
        if (!hints.excludes().isEmpty()) {
            rules.add(ColumnFilter.Rule.of(hints));
        }
        Schema schema = schema();
        for (Table table : tables.values()) {
            JsonNode stored = table.other().get(ColumnFilter.PROPERTY);
            if (stored == null || !schema.root(table).name().equals(root)) {
                continue;
            }
            if (table.parent() != null) {
                String below =
                        table.name().substring(Math.min(table.name().length(), (root + naming.separator()).length()));
                rules.add(ColumnFilter.Rule.of(table.name(), below + naming.separator(), stored));
            } else if (hints.excludes().isEmpty() && !table.other().containsKey(FILTERS_OF_SOURCE)) {
                rules.add(ColumnFilter.Rule.of(table.name(), "", stored));
            }
        }
        return new ColumnFilter(rules);
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

    private void declareNested(String root, TableHints hints) {
        hints.nested().forEach((path, known) -> {
            String name = root;
            for (String field : path.split("\\.")) {
                name = naming.join(name, naming.tablesPath(field));
            }
            refuseKeys(name, path, known);
            nestedIn.put(name, root);
            declared.put(
                    name,
                    known.stream().map(c -> c.withName(naming.path(c.name()))).toList());
        });
    }

    private void declare(ResourceDefinition resource) {
        String name = tableOf(resource);
        resources.put(name, resource);
        filters.put(name, filter(name, resource.hints()));
        declareNested(name, resource.hints());
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
        Schema schema = schema();
        for (Table table : List.copyOf(tables.values())) {
            if (schema.root(table).name().equals(name)) {
                tables.put(table.name(), redefined(table, resource));
            }
        }
        if (keepsHistory) {
            tables.computeIfPresent(
                    name,
                    (n, table) -> table.with(HistoryColumns.of(resource.hints().validity(), naming)));
        }
        rowIds.put(name, rowIds(name, resource.hints(), List.copyOf(columns.values())));
    }

    /** Whether a root table is merged by SCD2, which only Iceberg tables are. */
    private boolean keepsHistory(String root, TableHints hints) {
        return hints.disposition() == WriteDisposition.MERGE
                && hints.mergeStrategy() == MergeStrategy.SCD2
                && format(root, hints) == TableFormat.ICEBERG;
    }

    private TableFormat format(String root, TableHints hints) {
        if (hints.format() != null) {
            return hints.format();
        }
        return tables.containsKey(root) ? table(root).format() : defaultFormat;
    }

    private RowIdRule rowIds(String root, TableHints hints, List<Column> columns) {
        Schema schema = schema();
        TableFormat format = format(root, hints);
        boolean hasRootKey = tables.values().stream()
                .filter(t -> schema.root(t).name().equals(root))
                .flatMap(t -> t.columns().stream())
                .anyMatch(c -> c.has(ColumnHint.ROOT_KEY));
        return RowIdRule.of(
                hints.disposition(),
                hints.mergeStrategy(),
                format,
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

    private Table redefined(Table table, ResourceDefinition resource) {
        boolean isRoot = table.parent() == null;
        return new Table(
                table.name(),
                table.parent(),
                isRoot ? resource.name() : null,
                declaredColumns(table).merged(),
                resource.hints().disposition(),
                resource.hints().format() == null
                        ? table.format()
                        : resource.hints().format(),
                isRoot && !resource.hints().partition().isEmpty() ? partition(resource) : table.partition(),
                table.description(),
                isRoot ? rootProperties(table.other(), resource, table) : table.other());
    }

    private DeclaredColumns declaredColumns(Table table) {
        return new DeclaredColumns(
                start.name(), table, declared.getOrDefault(table.name(), List.of()), contracts.rules(table, tables));
    }

    /** Properties of a root table that say how MERGE changes it, where that is not dlt's default, and its contract. */
    private Map<String, JsonNode> rootProperties(
            Map<String, JsonNode> other, ResourceDefinition resource, @Nullable Table before) {
        TableHints hints = resource.hints();
        Map<String, JsonNode> changed = new LinkedHashMap<>(other);
        changed.remove(SchemaContract.PROPERTY);
        contracts.stored(resource, before).ifPresent(contract -> changed.put(SchemaContract.PROPERTY, contract.json()));
        if (changed.remove(FILTERS_OF_SOURCE) != null) {
            changed.remove(ColumnFilter.PROPERTY);
        }
        if (!hints.excludes().isEmpty()) {
            ObjectNode filters = JsonNodeFactory.instance.objectNode();
            hints.excludes().forEach(filters.putArray("excludes")::add);
            hints.includes().forEach(filters.putArray("includes")::add);
            changed.put(ColumnFilter.PROPERTY, filters);
            changed.put(FILTERS_OF_SOURCE, BooleanNode.TRUE);
        }
        changed.remove(Table.MERGE_STRATEGY);
        changed.remove(Table.BOUNDARY_TIMESTAMP);
        if (hints.disposition() == WriteDisposition.MERGE && hints.validity().boundary() != null) {
            changed.put(
                    Table.BOUNDARY_TIMESTAMP,
                    TextNode.valueOf(hints.validity().boundary().toString()));
        }
        if (hints.disposition() == WriteDisposition.MERGE && hints.mergeStrategy() != MergeStrategy.DELETE_INSERT) {
            changed.put(
                    Table.MERGE_STRATEGY, TextNode.valueOf(hints.mergeStrategy().id()));
        }
        return changed;
    }

    private void create(BatchTable batchTable, ResourceDefinition resource) {
        String name = batchTable.name();
        BatchTable parent = batchTable.parent();
        TableFormat format = resource.hints().format() == null
                ? defaultFormat
                : resource.hints().format();
        if (parent != null) {
            format = table(parent.name()).format();
        }
        tables.put(
                name,
                new Table(
                        name,
                        parent == null ? null : parent.name(),
                        parent == null ? resource.name() : null,
                        declared.getOrDefault(name, List.of()),
                        resource.hints().disposition(),
                        format,
                        parent == null ? partition(resource) : List.of(),
                        null,
                        parent == null ? rootProperties(Map.of(), resource, null) : Map.of()));
    }

    private List<PartitionField> partition(ResourceDefinition resource) {
        return resource.hints().partition().stream()
                .map(f -> new PartitionField(naming.path(f.column()), f.transform(), f.argument()))
                .toList();
    }

    private static void addSystem(List<Column> added, BatchTable table, boolean named) {
        boolean hasId = table.newSlots().stream().anyMatch(SchemaRegistry::isGivenAtFirst);
        for (Column column : SystemColumns.of(table.parent() != null, named)) {
            if (!hasId || !column.name().equals(SystemColumns.ID)) {
                added.add(column);
            }
        }
    }

    /** Whether it is the id that the table's first record brings, at whose place the column stays. */
    private static boolean isGivenAtFirst(Slot slot) {
        return slot.name().equals(SystemColumns.ID) && slot.firstMet()[0] == 0;
    }

    private void soften(BatchTable table, Slot slot, BatchRows rows) {
        if (slot.isSoft() && !closedWindows.contains(tableOf(rows.resource()))) {
            soft.computeIfAbsent(table.name(), t -> new HashSet<>()).add(slot.name());
        }
    }

    private boolean note(String table, Slot slot) {
        return !slot.isExact()
                && slot.type() == DataType.BIGINT
                && inexact.computeIfAbsent(table, t -> new HashSet<>()).add(slot.name());
    }

    private SchemaSnapshot takeSnapshot(long version) {
        Map<String, SnapshotTable> known = new HashMap<>();
        declared.forEach((name, columns) -> {
            String root = nestedIn.getOrDefault(name, name);
            SchemaContract contract = contracts.of(Objects.requireNonNull(resources.get(root)), null);
            known.put(name, snapshotTable(name, root, columns, contracts.rules(name, contract)));
        });
        Map<String, String> parents = new HashMap<>();
        Schema schema = schema();
        for (Table table : tables.values()) {
            parents.put(table.name(), table.parent() == null ? "" : table.parent());
            known.put(
                    table.name(),
                    snapshotTable(
                            table.name(), schema.root(table).name(), table.columns(), contracts.rules(table, tables)));
        }
        TableRules otherwise = contracts.rules("", contracts.ofSchema().orElse(SchemaContract.EVOLVE));
        return new SchemaSnapshot(
                version,
                known,
                parents,
                Set.copyOf(closedWindows),
                Map.copyOf(rowIds),
                Map.copyOf(filters),
                otherwise,
                defaults);
    }

    private SnapshotTable snapshotTable(String name, String root, List<Column> columns, TableRules rules) {
        List<String> required = new ArrayList<>();
        Set<String> notNull = new HashSet<>();
        Set<String> softColumns = soft.getOrDefault(name, Set.of());
        Set<String> inexactColumns = inexact.getOrDefault(name, Set.of());
        Map<String, SnapshotColumn> byName = new HashMap<>();
        for (Column column : columns) {
            if (!column.nullable() && !TableRules.isSystem(column.name())) {
                notNull.add(column.name());
                if (!column.has(ColumnHint.PRIMARY_KEY) && !column.has(ColumnHint.MERGE_KEY)) {
                    required.add(column.name());
                }
            }
            byName.put(
                    column.name(),
                    new SnapshotColumn(
                            column, softColumns.contains(column.name()), !inexactColumns.contains(column.name())));
        }
        return new SnapshotTable(
                byName,
                resources.containsKey(root) && !closedWindows.contains(root),
                rules,
                List.copyOf(required),
                Set.copyOf(notNull));
    }
}
