package dev.tributary.athena.load;

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

    LoadPlan(Map<TableFormat, TableWriter> writers) {
        this.writers = writers;
    }

    /** The tables, by the lake as it is now. */
    List<PlannedTable> tables(LoadPackage loadPackage) {
        return withNested(loadPackage).stream()
                .flatMap(packaged -> plan(loadPackage, packaged).stream())
                .toList();
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

    private Optional<PlannedTable> plan(LoadPackage loadPackage, PackagedTable packaged) {
        Schema schema = loadPackage.schema();
        Table table = schema.find(packaged.name())
                .orElseThrow(() -> new IllegalStateException(
                        "package " + loadPackage.loadId() + " has no schema for table '" + packaged.name() + "'"));
        Optional<WriteDisposition> disposition =
                Dispositions.of(schema, table, loadPackage.contents().removal());
        if (disposition.isEmpty()) {
            return Optional.empty();
        }
        Table root = schema.root(table);
        if (Dispositions.isUnmergeable(root) && disposition.get() == WriteDisposition.APPEND) {
            LOG.warn("Table '{}' is a Hive table, which can't be merged: its rows are appended", table.name());
        }
        PlannedTable planned = writers.get(root.format()).plan(loadPackage, table, packaged, disposition.get());
        return Optional.of(new PlannedTable(planned.table().without(packaged.obsolete()), planned.uploads()));
    }
}
