package dev.tributary.normalize.evolution;

import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.contract.Contracts;
import dev.tributary.normalize.contract.TableRules;
import dev.tributary.normalize.id.SystemColumns;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.SchemaSnapshot;
import dev.tributary.normalize.rows.SchemaSnapshot.SnapshotColumn;
import dev.tributary.normalize.rows.SchemaSnapshot.SnapshotTable;
import dev.tributary.normalize.rows.Slot;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnDefaults;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Detection;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.SchemaContract;
import dev.tributary.schema.SchemaDiff;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.ResourceDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
    private final GrowingSchema schema;
    private final Declarations declarations;
    private final ResourceTables resourceTables;
    private final Contracts contracts;
    private final ColumnDefaults defaults;

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
        this.schema = new GrowingSchema(start, contracts);
        this.resourceTables = new ResourceTables(schema, naming, defaultFormat, contracts);
        this.declarations = new Declarations(schema, resourceTables, rootKey, naming, contracts);
        this.defaults = start.columnDefaults();
        this.contracts = contracts;
        selected.stream().filter(r -> r.hints().choice() == null).forEach(declarations::addOnce);
        this.snapshot = takeSnapshot(0);
    }

    /** Notes what the schema detects from now on. */
    public void detections(Set<Detection> chosen) {
        schema.detections(chosen);
    }

    public SchemaSnapshot snapshot() {
        return snapshot;
    }

    /** The table that a resource's records go to, normalized. */
    public String tableOf(ResourceDefinition resource) {
        return declarations.tableOf(resource);
    }

    /** The schema as it is now. Its version is the start's: whoever commits it decides. */
    public Schema schema() {
        return schema.now();
    }

    /** The table that a resource's records go to, as it was before the run. */
    public Optional<Table> findAtStart(ResourceDefinition resource) {
        return schema.start().find(tableOf(resource));
    }

    public Table table(String name) {
        return schema.table(name);
    }

    /** What differs from the schema at the start, tables in order of registration. */
    public List<SchemaChange> changes() {
        return SchemaDiff.between(schema.start(), schema.now());
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
            if (!schema.tables().containsKey(table.name()) || isElsewhere(table)) {
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
        return !Objects.equals(schema.tables().get(table.name()).parent(), parent);
    }

    private boolean isChanged(String table, Slot slot) {
        Column now = schema.tables().get(table).find(slot.name()).orElse(null);
        return !Objects.equals(now, slot.known()) || !Objects.equals(slot.column(), slot.known());
    }

    /** Takes in what a batch brought; returns the columns that were widened, by table. */
    public Map<String, List<Column>> take(BatchRows rows) {
        Map<String, List<Column>> widened = new HashMap<>();
        boolean changed = false;
        for (BatchTable batchTable : rows.tables()) {
            boolean isNew = !schema.tables().containsKey(batchTable.name());
            if (isNew) {
                String parent =
                        batchTable.parent() == null ? null : batchTable.parent().name();
                schema.put(resourceTables.created(
                        batchTable.name(), parent, rows.resource(), declarations.columns(batchTable.name())));
            }
            List<Column> added = added(batchTable, isNew, rows);
            List<Column> wider = new ArrayList<>();
            for (Slot slot : batchTable.slots()) {
                if (slot.isTyped() && !slot.isNew() && !slot.column().equals(slot.known())) {
                    wider.add(slot.column());
                }
                changed |= slot.isTyped() && note(batchTable.name(), slot);
            }
            if (!added.isEmpty() || !wider.isEmpty()) {
                added.addAll(wider);
                schema.change(batchTable.name(), t -> t.with(added));
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
        return declarations.findObstacle(resource);
    }

    /** Takes in a table of which nothing was known before its first record. */
    public void join(ResourceDefinition resource) {
        if (!declarations.contains(tableOf(resource))) {
            declarations.add(resource);
            snapshot = takeSnapshot(snapshot.version() + 1);
        }
    }

    /** Whether a resource of the run says something of the table. */
    public boolean isDeclared(String table) {
        return declarations.contains(table);
    }

    /** Ends the time in which new columns of a resource's table may be widened. */
    public void closeWindow(ResourceDefinition resource) {
        String root = tableOf(resource);
        if (closedWindows.add(root)) {
            Schema now = schema.now();
            soft.keySet().removeIf(t -> now.root(schema.table(t)).name().equals(root));
            snapshot = takeSnapshot(snapshot.version() + 1);
        }
    }

    /** The columns that a batch adds to a table, those of the system after the columns of a new table's first record. */
    private List<Column> added(BatchTable batchTable, boolean isNew, BatchRows rows) {
        boolean nested = batchTable.parent() != null;
        boolean named = declarations.namesRoot(batchTable.root().name());
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
        return added;
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
        for (String name : declarations.tables()) {
            String root = declarations.root(name);
            SchemaContract contract = contracts.of(declarations.resource(root), null);
            known.put(name, snapshotTable(name, root, declarations.columns(name), contracts.rules(name, contract)));
        }
        Map<String, String> parents = new HashMap<>();
        Schema now = schema.now();
        for (Table table : schema.tables().values()) {
            parents.put(table.name(), table.parent() == null ? "" : table.parent());
            known.put(
                    table.name(),
                    snapshotTable(
                            table.name(),
                            now.root(table).name(),
                            table.columns(),
                            contracts.rules(table, schema.tables())));
        }
        TableRules otherwise = contracts.rules("", contracts.ofSchema().orElse(SchemaContract.EVOLVE));
        return new SchemaSnapshot(
                version,
                known,
                parents,
                Set.copyOf(closedWindows),
                declarations.rowIds(),
                declarations.filters(),
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
                declarations.contains(root) && !closedWindows.contains(root),
                rules,
                List.copyOf(required),
                Set.copyOf(notNull));
    }
}
