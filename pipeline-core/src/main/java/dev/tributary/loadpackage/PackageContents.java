package dev.tributary.loadpackage;

import java.time.Instant;
import java.util.List;

/** What {@code package.json} says: whose load this is and what it writes. Complete when it exists at all. */
public record PackageContents(
        LoadId loadId,
        String pipeline,
        String dataset,
        String schemaName,
        Instant createdAt,
        List<PackagedTable> tables,
        long rejects) {

    public PackageContents {
        tables = List.copyOf(tables);
    }
}
