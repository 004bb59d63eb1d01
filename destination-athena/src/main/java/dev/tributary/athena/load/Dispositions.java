package dev.tributary.athena.load;

import dev.tributary.loadpackage.Removal;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.Optional;

/** What a load does to its tables. */
final class Dispositions {
    private Dispositions() {}

    /** What becomes of a table's rows, by its root and by what the load takes away; nothing where it is left alone. */
    static Optional<WriteDisposition> of(Schema schema, Table table, Removal removal) {
        Table root = schema.root(table);
        if (root.disposition() == WriteDisposition.SKIP || table.typedColumns().isEmpty()) {
            return Optional.empty();
        }
        if (removal.dropped().contains(table.name()) || removal.truncated().contains(table.name())) {
            return Optional.of(WriteDisposition.REPLACE);
        }
        return Optional.of(isUnmergeable(root) ? WriteDisposition.APPEND : root.disposition());
    }

    /** Whether a table is to be merged and can't be. */
    static boolean isUnmergeable(Table root) {
        return root.disposition() == WriteDisposition.MERGE && root.format() == TableFormat.HIVE;
    }
}
