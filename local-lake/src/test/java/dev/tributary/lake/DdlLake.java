package dev.tributary.lake;

import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementFailed;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A started lake with the bucket {@code lake}, statements on it, and other clients that look at it. */
final class DdlLake implements AutoCloseable {

    static final String BUCKET = "lake";

    private final LocalLake lake;
    final GlueClient glue;
    final S3Client s3;
    private final Catalog iceberg;

    DdlLake(java.nio.file.Path folder) {
        lake = LocalLake.start(LocalLakeSettings.at(folder));
        lake.createBucket(BUCKET);
        glue = Clients.glue(lake);
        s3 = Clients.s3(lake);
        iceberg = CatalogUtil.loadCatalog(
                CatalogUtil.ICEBERG_CATALOG_GLUE,
                "other",
                Map.ofEntries(
                        Map.entry("warehouse", "s3://" + BUCKET),
                        Map.entry("client.region", lake.region()),
                        Map.entry("http-client.type", "urlconnection"),
                        Map.entry("client.credentials-provider", "dev.tributary.lake.ddl.iceberg.LakeCredentials"),
                        Map.entry("client.credentials-provider.access-key-id", lake.accessKeyId()),
                        Map.entry("client.credentials-provider.secret-access-key", lake.secretAccessKey()),
                        Map.entry("glue.endpoint", lake.glueEndpoint().toString()),
                        Map.entry("s3.endpoint", lake.s3Endpoint().toString()),
                        Map.entry("s3.path-style-access", "true"),
                        Map.entry("s3.access-key-id", lake.accessKeyId()),
                        Map.entry("s3.secret-access-key", lake.secretAccessKey())),
                null);
    }

    /** Runs a statement as the endpoint does, in the database {@code db}. */
    Recorded run(String sql) {
        Statement statement = new Statement(sql, "AwsDataCatalog", "db", "s3://lake/results/");
        Recorded output = new Recorded();
        lake.ddl().check(statement);
        lake.ddl().run(statement, output);
        return output;
    }

    List<String> lines(String sql) {
        return run(sql).lines();
    }

    String kind(String sql) {
        var kind = lake.ddl().check(new Statement(sql, "AwsDataCatalog", "db", "s3://lake/results/"));
        return kind.type() + " " + kind.substatement();
    }

    /** How a statement fails: at start or later, with its type of error. */
    String failure(String sql) {
        try {
            run(sql);
            return "succeeded";
        } catch (StatementFailed e) {
            String when = e.athenaErrorCode().orElse(e.category().code() + "/" + e.errorType());
            return when + " " + e.getMessage();
        }
    }

    software.amazon.awssdk.services.glue.model.Table table(String name) {
        return glue.getTable(request -> request.databaseName("db").name(name)).table();
    }

    List<List<String>> partitions(String table) {
        return glue.getPartitions(request -> request.databaseName("db").tableName(table)).partitions().stream()
                .map(software.amazon.awssdk.services.glue.model.Partition::values)
                .toList();
    }

    Table iceberg(String name) {
        return iceberg.loadTable(TableIdentifier.of("db", name));
    }

    void put(String key) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString("x"));
    }

    List<String> keys(String prefix) {
        return s3.listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Override
    public void close() throws Exception {
        ((AutoCloseable) iceberg).close();
        glue.close();
        s3.close();
        lake.close();
    }
}
