package dev.tributary.athena.intent;

import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.schema.Table;
import dev.tributary.schema.WriteDisposition;

/**
 * How the tables of one format are written. All but {@code plan} may be done again, by another machine, without harm. Different
 * tables are done by different threads.
 */
public interface TableWriter {
    /**
     * Looks at the lake and tells where a load's files go as the table is now, also while they are still written. Refuses
     * what surely can't be loaded, and changes nothing.
     *
     * @param contents of the package, perhaps without its tables
     */
    TablePlace place(PackageContents contents, Table table, WriteDisposition disposition);

    /** Looks at the lake, refuses what can't be loaded, and changes nothing. */
    PlannedTable plan(LoadPackage loadPackage, Table table, PackagedTable packaged, WriteDisposition disposition);

    /** Makes the table fit the load's rows, which no reader sees by that unless they are added to a Hive table. */
    void prepare(Intent intent, IntentTable table);

    /**
     * Tables of a load with the same chain are committed one after the other, nested tables before the root of a merge; those
     * of different chains at once.
     */
    String chain(Intent intent, IntentTable table);

    /** Makes the rows count in the table. */
    void commit(Intent intent, IntentTable table);

    /** Deletes what the load made useless. */
    void clean(Intent intent, IntentTable table);
}
