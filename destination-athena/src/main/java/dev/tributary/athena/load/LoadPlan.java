package dev.tributary.athena.load;

import dev.tributary.athena.client.AwsFailures;
import dev.tributary.athena.intent.PlannedTable;
import dev.tributary.athena.intent.TableWriter;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.loadpackage.Removal;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which tables the load of a package changes, and what is uploaded for each. */
final class LoadPlan {
    private static final Logger LOG = LoggerFactory.getLogger(LoadPlan.class);

    private final Map<TableFormat, TableWriter> writers;
    private final AtOnce atOnce;

    LoadPlan(Map<TableFormat, TableWriter> writers, AtOnce atOnce) {
        this.writers = writers;
        this.atOnce = atOnce;
    }

    /** What is to be done to a table. */
    private record Change(Table table, PackagedTable packaged, WriteDisposition disposition) {}

    /** The tables, by the lake as it is now. */
    List<PlannedTable> tables(LoadPackage loadPackage) {
        List<Change> changes = withNested(loadPackage).stream()
                .flatMap(packaged -> change(loadPackage, packaged).stream())
                .toList();
        return atOnce.map(
                changes,
                change -> AwsFailures.during(
                        "load table '" + change.table().name() + "'", () -> plan(loadPackage, change)));
    }

    /**
     * The package's tables, those nested in merged ones that it has no rows for, for theirs may have to go, and
     * those whose rows it takes away.
     */
    private static List<PackagedTable> withNested(LoadPackage loadPackage) {
        Schema schema = loadPackage.schema();
        Map<String, PackagedTable> packaged = new LinkedHashMap<>();
        loadPackage.contents().tables().forEach(t -> packaged.put(t.name(), t));
        Removal removal = loadPackage.contents().removal();
        Stream.concat(removal.dropped().stream(), removal.truncated().stream())
                .filter(t -> schema.find(t).isPresent())
                .forEach(t -> packaged.putIfAbsent(t, new PackagedTable(t, List.of())));
        for (Table table : schema.tables().values()) {
            Table root = schema.root(table);
            boolean merged = root.disposition() == WriteDisposition.MERGE && root.format() == TableFormat.ICEBERG;
            if (merged && packaged.containsKey(root.name())) {
                packaged.putIfAbsent(table.name(), new PackagedTable(table.name(), List.of()));
            }
        }
        return List.copyOf(packaged.values());
    }

    private static Optional<Change> change(LoadPackage loadPackage, PackagedTable packaged) {
        Schema schema = loadPackage.schema();
        Table table = schema.find(packaged.name())
                .orElseThrow(() -> new IllegalStateException(
                        "package " + loadPackage.loadId() + " has no schema for table '" + packaged.name() + "'"));
        Optional<WriteDisposition> disposition =
                Dispositions.of(schema, table, loadPackage.contents().removal());
        if (Dispositions.isUnmergeable(schema.root(table))
                && disposition.equals(Optional.of(WriteDisposition.APPEND))) {
            LOG.warn("Table '{}' is a Hive table, which can't be merged: its rows are appended", table.name());
        }
        return disposition.map(d -> new Change(table, packaged, d));
    }

    private PlannedTable plan(LoadPackage loadPackage, Change change) {
        TableWriter writer =
                writers.get(loadPackage.schema().root(change.table()).format());
        PlannedTable planned = writer.plan(loadPackage, change.table(), change.packaged(), change.disposition());
        return new PlannedTable(planned.table().without(change.packaged().obsolete()), planned.uploads());
    }
}
