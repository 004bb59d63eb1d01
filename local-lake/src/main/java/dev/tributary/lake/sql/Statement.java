package dev.tributary.lake.sql;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement as a client sent it, with its parameters already put in.
 *
 * @param catalog what an unqualified name's catalog is, {@code AwsDataCatalog} where the client named none
 * @param database what an unqualified table's database is, where the client named one
 * @param resultLocation where its result files go, as {@code s3://bucket/folder/}
 * @param id of this run; a CTAS's data go to {@code tables/<id>/} below the result location unless it says where
 */
public record Statement(
        String sql, String catalog, @Nullable String database, String resultLocation, String id) {

    /** A statement with a new id. */
    public Statement(String sql, String catalog, @Nullable String database, String resultLocation) {
        this(sql, catalog, database, resultLocation, UUID.randomUUID().toString());
    }
}
