package dev.tributary.athena;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How statements are sent to Athena, and which a load sends.
 *
 * @param endpoint for an Athena that is not at AWS
 * @param workGroup without one, Athena's primary
 * @param catalog Athena's name for the Glue catalog
 * @param results where Athena puts results, an address in S3; without one, the work group says it
 * @param staged whether Athena writes the rows of Iceberg tables, from a staging dataset
 * @param mergesBySql whether Athena merges Iceberg tables; it does when it writes their rows
 */
public record AthenaQueries(
        @Nullable URI endpoint,
        @Nullable String workGroup,
        @Nullable String catalog,
        @Nullable String results,
        boolean staged,
        boolean mergesBySql) {

    /** AWS's Athena and its primary work group; a load sends no statement. */
    public static final AthenaQueries DEFAULT = new AthenaQueries(null, null, "awsdatacatalog", null, false, false);
}
