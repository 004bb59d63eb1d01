package dev.tributary.destination;

import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.List;

/** What a load committed, table by table. */
public record LoadReport(List<LoadedTable> tables) {
    public LoadReport {
        tables = List.copyOf(tables);
    }

    /** One table's share; bytes are those of the data files in the lake. */
    public record LoadedTable(
            String name, long rows, int files, long bytes, TableFormat format, WriteDisposition disposition) {}
}
