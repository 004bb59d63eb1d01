package dev.tributary.report;

import dev.tributary.normalize.contract.Discarded;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.schema.change.SchemaChange;
import java.util.List;
import java.util.Optional;

/**
 * What a run would do, told without doing it.
 *
 * @param failure the sentence with which the run would fail, because of a contract or too many rejects; then nothing else
 *     is known
 */
public record RunPlan(
        String pipeline,
        String dataset,
        List<PlannedTable> tables,
        List<SchemaChange> schemaChanges,
        long records,
        long rejects,
        List<Discarded> discarded,
        Optional<String> failure) {

    /** The rows that a table would get. */
    public record PlannedTable(String name, long rows, TableFormat format, WriteDisposition disposition) {}

    public RunPlan {
        tables = List.copyOf(tables);
        schemaChanges = List.copyOf(schemaChanges);
        discarded = List.copyOf(discarded);
    }
}
