package dev.tributary.normalize;

import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import java.util.List;

/** What the records became: the files of each table, the schema that they need, what is new in it, and the rejects. */
public record NormalizeResult(
        List<PackagedTable> tables, Schema schema, List<SchemaChange> changes, long records, long rejects) {
    public NormalizeResult {
        tables = List.copyOf(tables);
        changes = List.copyOf(changes);
    }
}
