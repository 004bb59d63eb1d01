package dev.tributary.normalize;

import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.normalize.contract.Discarded;
import dev.tributary.schema.Schema;
import dev.tributary.schema.change.SchemaChange;
import java.util.List;

/** What the records became: the files of each table, the schema that they need, what is new in it, the rejects, and what contracts kept out. */
public record NormalizeResult(
        List<PackagedTable> tables,
        Schema schema,
        List<SchemaChange> changes,
        long records,
        long rejects,
        List<Discarded> discarded) {
    public NormalizeResult {
        tables = List.copyOf(tables);
        changes = List.copyOf(changes);
        discarded = List.copyOf(discarded);
    }
}
