package dev.tributary.lake.sql;

import org.jspecify.annotations.Nullable;

/**
 * One SQL statement as a client sent it, with its parameters already put in.
 *
 * @param catalog what an unqualified name's catalog is, {@code AwsDataCatalog} where the client named none
 * @param database what an unqualified table's database is, where the client named one
 * @param resultLocation where its result files go, as {@code s3://bucket/folder/}: the default place of a CTAS's data
 */
public record Statement(
        String sql, String catalog, @Nullable String database, String resultLocation) {}
