package dev.tributary.normalize.rows;

import dev.tributary.normalize.contract.Discarded;
import dev.tributary.normalize.reject.Reject;
import dev.tributary.source.definition.ResourceDefinition;
import java.util.List;
import java.util.Optional;

/**
 * What a batch became: rows of tables, rejects, and what a contract kept out; made with the schema as it was in a snapshot.
 * Rows end at the first record that a contract freezes out.
 */
public record BatchRows(
        ResourceDefinition resource,
        int records,
        SchemaSnapshot snapshot,
        List<BatchTable> tables,
        List<Reject> rejects,
        List<Discarded> discarded,
        Optional<Breach> breach) {
    /** Gives the arrays of all values back, for later batches; the values are gone. */
    public void release() {
        tables.forEach(BatchTable::release);
    }

    /** The memory that they take, in bytes, roughly. */
    public long bytes() {
        return tables.stream().mapToLong(BatchTable::bytes).sum();
    }

    /** The memory that they take beside their values, in bytes, roughly: most of it where there are many columns and few rows. */
    public long overheadBytes() {
        return tables.stream().mapToLong(BatchTable::overheadBytes).sum();
    }
}
