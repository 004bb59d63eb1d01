package dev.tributary.cli.lake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.cli.terminal.Json;
import dev.tributary.lake.LocalLake;
import dev.tributary.lake.SecureEndpoints;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How programs connect to a lake that is served here. The AWS command line and every client on boto3 take addresses and keys
 * from variables, the JDBC driver takes them in its URL.
 *
 * @param trustStore what a program in Java has to trust where it takes nothing but HTTPS
 * @param environment variables that lead an AWS client to the lake
 * @param clients what to write in each client besides, by its name
 */
record LakeClients(
        Path folder,
        String bucket,
        String results,
        URI s3,
        URI glue,
        URI athena,
        Path trustStore,
        String trustStorePassword,
        Map<String, String> environment,
        Map<String, String> clients) {

    static LakeClients of(
            LocalLake lake, SecureEndpoints secure, Path folder, LakeAddress bucket, LakeAddress results) {
        return new LakeClients(
                folder,
                bucket.text(),
                results.text(),
                lake.s3Endpoint(),
                lake.glueEndpoint(),
                lake.athenaEndpoint(),
                secure.trustStore(),
                secure.trustStorePassword(),
                environment(lake),
                clients(lake, secure, results.text()));
    }

    private static Map<String, String> environment(LocalLake lake) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL_S3", lake.s3Endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_GLUE", lake.glueEndpoint().toString());
        variables.put("AWS_ENDPOINT_URL_ATHENA", lake.athenaEndpoint().toString());
        variables.put("AWS_ENDPOINT_URL_STS", lake.athenaEndpoint().toString());
        variables.put("AWS_ACCESS_KEY_ID", lake.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", lake.secretAccessKey());
        variables.put("AWS_REGION", lake.region());
        variables.put("AWS_DEFAULT_REGION", lake.region());
        return variables;
    }

    private static Map<String, String> clients(LocalLake lake, SecureEndpoints secure, String results) {
        Map<String, String> clients = new LinkedHashMap<>();
        clients.put("aws", "aws athena list-databases --catalog-name AwsDataCatalog");
        clients.put("pyathena", "pyathena.connect(s3_staging_dir=\"" + results + "\")");
        clients.put("awswrangler", "wr.athena.read_sql_query(sql, database, s3_output=\"" + results + "\")");
        clients.put(
                "dbt",
                "{type: athena, region_name: %s, database: awsdatacatalog, schema: dbt, s3_staging_dir: \"%s\"}"
                        .formatted(lake.region(), results));
        clients.put(
                "jdbc",
                "jdbc:athena://Region=%s;User=%s;Password=%s;OutputLocation=%s;AthenaEndpoint=%s;S3Endpoint=%s;"
                                .formatted(
                                        lake.region(),
                                        lake.accessKeyId(),
                                        lake.secretAccessKey(),
                                        results,
                                        secure.athena(),
                                        secure.s3())
                        + "ResultFetcher=GetQueryResults");
        return clients;
    }

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Serving the lake in '" + folder + "' until Ctrl-C");
        lines.add("  S3      %s  %s".formatted(s3, bucket));
        lines.add("  Glue    " + glue);
        lines.add("  Athena  %s  results in %s".formatted(athena, results));
        lines.add("");
        lines.add("AWS clients find it by these variables:");
        environment.forEach((name, value) -> lines.add("  export %s=%s".formatted(name, value)));
        lines.add("");
        lines.add("and then:");
        clients.forEach((name, text) -> {
            if (!name.equals("jdbc")) {
                lines.add("  %-11s  %s".formatted(name, text));
            }
        });
        lines.add("");
        lines.add("The Athena JDBC driver (DBeaver, Metabase and others) needs no variables:");
        lines.add("  " + clients.get("jdbc"));
        lines.add("but takes nothing but HTTPS: let its JVM trust this lake by");
        lines.add("  -Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
                .formatted(trustStore, trustStorePassword));
        return lines;
    }

    /** For programs. */
    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("folder", folder.toString())
                .put("bucket", bucket)
                .put("results", results)
                .put("s3", s3.toString())
                .put("glue", glue.toString())
                .put("athena", athena.toString())
                .put("trust_store", trustStore.toString())
                .put("trust_store_password", trustStorePassword);
        ObjectNode variables = json.putObject("environment");
        environment.forEach(variables::put);
        ObjectNode texts = json.putObject("clients");
        clients.forEach(texts::put);
        return json;
    }
}
