package dev.tributary.normalize.evolution;

import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.contract.Contracts;
import dev.tributary.normalize.id.SystemColumns;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.SchemaSnapshot;
import dev.tributary.normalize.rows.Slot;
import dev.tributary.schema.Column;
import dev.tributary.schema.Detection;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.change.SchemaChange;
import dev.tributary.schema.change.SchemaDiff;
import dev.tributary.source.definition.ResourceDefinition;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Snapshots snapshots;
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
        this.snapshots = new Snapshots(schema, declarations, contracts);
        selected.stream().filter(r -> r.hints().choice() == null).forEach(declarations::addOnce);
        this.snapshot = snapshots.take(0);
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
                if (slot.isTyped() && (slot.isNew() || isChanged(now.column(table.name(), slot.name()), slot))) {
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

    private static boolean isChanged(@Nullable Column now, Slot slot) {
        return slot.isKnownOtherwise(now) || slot.isWidened();
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
                if (slot.isTyped() && slot.isWidened()) {
                    wider.add(slot.column());
                }
                changed |= slot.isTyped() && snapshots.note(batchTable.name(), slot);
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
            snapshot = snapshots.take(snapshot.version() + 1);
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
            snapshot = snapshots.take(snapshot.version() + 1);
        }
    }

    /** Whether a resource of the run says something of the table. */
    public boolean isDeclared(String table) {
        return declarations.contains(table);
    }

    /** Ends the time in which new columns of a resource's table may be widened. */
    public void closeWindow(ResourceDefinition resource) {
        String root = tableOf(resource);
        if (snapshots.closeWindow(root)) {
            snapshot = snapshots.take(snapshot.version() + 1);
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
                snapshots.soften(batchTable.name(), slot, tableOf(rows.resource()));
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
}
