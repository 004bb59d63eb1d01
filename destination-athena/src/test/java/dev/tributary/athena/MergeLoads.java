package dev.tributary.athena;

import static dev.tributary.athena.MergeIT.pets;
import static dev.tributary.athena.MergeIT.row;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Loads of users and their pets that follow each other: rows change, come, go and are said to be gone. */
final class MergeLoads {
    private MergeLoads() {}

    static Table users(MergeStrategy strategy) {
        boolean history = strategy == MergeStrategy.SCD2;
        List<Column> columns = new ArrayList<>();
        columns.add(history ? Column.of("id", DataType.BIGINT) : MergeIT.ID);
        columns.add(Column.of("name", DataType.TEXT));
        columns.add(new Column(
                "gone", DataType.BOOL, true, null, null, history ? Set.of() : Set.of(ColumnHint.HARD_DELETE), null));
        if (history) {
            columns.add(time("_dlt_valid_from", Table.VALID_FROM));
            columns.add(time("_dlt_valid_to", Table.VALID_TO));
        }
        columns.add(MergeIT.ROW_KEY);
        return MergeIT.users(strategy, columns.toArray(Column[]::new));
    }

    private static Column time(String name, String property) {
        return new Column(
                name, DataType.TIMESTAMP, true, null, null, Set.of(), null, Map.of(property, BooleanNode.TRUE));
    }

    /** The load of that number, from 1: each changes user n, drops the pets of n - 1, and from the second on ends n - 2. */
    static LoadPackage next(Path folder, String dataset, MergeStrategy strategy, int number) throws IOException {
        return next(folder, dataset, "1700000000.00000" + number, strategy, number);
    }

    /** The same with another load id. */
    static LoadPackage next(Path folder, String dataset, String loadId, MergeStrategy strategy, int number)
            throws IOException {
        Table users = users(strategy);
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> animals = new ArrayList<>();
        for (int id = Math.max(0, number - 2); id < number + 4; id++) {
            String name = "user " + id + (id == number ? " of load " + number : "");
            boolean gone = id == number - 2;
            String rowId =
                    switch (strategy) {
                        case DELETE_INSERT -> "r" + number + "-" + id;
                        case UPSERT, INSERT_ONLY -> "k" + id;
                        case SCD2 -> "h" + name + gone;
                    };
            rows.add(
                    strategy == MergeStrategy.SCD2
                            ? row(id, name, gone, null, null, rowId)
                            : row(id, name, gone, rowId));
            for (int pet = 0; pet < 2 && id != number - 1; pet++) {
                animals.add(row("pet " + pet + " of " + name, rowId, rowId + "_" + pet));
            }
        }
        return new TestPackage(folder, "p", dataset, loadId)
                .rows(users, List.of(), rows.toArray(Object[][]::new))
                .rows(pets(), List.of(), animals.toArray(Object[][]::new))
                .complete();
    }
}
