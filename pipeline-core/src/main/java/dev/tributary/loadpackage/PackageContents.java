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
        long rejects,
        Removal removal) {

    /** The contents of a package that takes nothing away. */
    public PackageContents(
            LoadId loadId,
            String pipeline,
            String dataset,
            String schemaName,
            Instant createdAt,
            List<PackagedTable> tables,
            long rejects) {
        this(loadId, pipeline, dataset, schemaName, createdAt, tables, rejects, Removal.NONE);
    }

    public PackageContents {
        tables = List.copyOf(tables);
    }

    /** The same package, now that it has tables. */
    public PackageContents with(List<PackagedTable> written, long rejected) {
        return new PackageContents(loadId, pipeline, dataset, schemaName, createdAt, written, rejected, removal);
    }

    /** Whether parts of its files are in the destination alone, where only the run that sent them can use them. */
    public boolean isStreamed() {
        return tables.stream()
                .flatMap(t -> t.files().stream())
                .anyMatch(f -> f.head().isPresent());
    }
}
