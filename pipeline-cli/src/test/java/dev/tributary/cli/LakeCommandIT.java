package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.lake.LocalLake;
import dev.tributary.lake.LocalLakeSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeCommandIT {
    private static final List<String> FREE_PORTS =
            List.of("--s3-port=0", "--glue-port=0", "--athena-port=0", "--s3-tls-port=0", "--athena-tls-port=0");

    @TempDir
    Path folder;

    @Test
    void servesUntilItIsStoppedAndSaysHowToConnect() throws Exception {
        String told = serving("lake");

        assertThat(told.replaceAll("127\\.0\\.0\\.1:\\d+", "HOST").lines())
                .containsExactly(
                        "Serving the lake in '" + folder.resolve(".lake") + "' until Ctrl-C",
                        "  S3      http://HOST  s3://lake/",
                        "  Glue    http://HOST",
                        "  Athena  http://HOST  results in s3://lake/athena-results/",
                        "",
                        "AWS clients find it by these variables:",
                        "  export AWS_ENDPOINT_URL_S3=http://HOST",
                        "  export AWS_ENDPOINT_URL_GLUE=http://HOST",
                        "  export AWS_ENDPOINT_URL_ATHENA=http://HOST",
                        "  export AWS_ENDPOINT_URL_STS=http://HOST",
                        "  export AWS_ACCESS_KEY_ID=local",
                        "  export AWS_SECRET_ACCESS_KEY=local-secret",
                        "  export AWS_REGION=us-east-1",
                        "  export AWS_DEFAULT_REGION=us-east-1",
                        "",
                        "and then:",
                        "  aws          aws athena list-databases --catalog-name AwsDataCatalog",
                        "  pyathena     pyathena.connect(s3_staging_dir=\"s3://lake/athena-results/\")",
                        "  awswrangler  wr.athena.read_sql_query(sql, database, s3_output=\"s3://lake/athena-results/\")",
                        "  dbt          {type: athena, region_name: us-east-1, database: awsdatacatalog, schema: dbt,"
                                + " s3_staging_dir: \"s3://lake/athena-results/\"}",
                        "",
                        "The Athena JDBC driver (DBeaver, Metabase and others) needs no variables:",
                        "  jdbc:athena://Region=us-east-1;User=local;Password=local-secret;"
                                + "OutputLocation=s3://lake/athena-results/;AthenaEndpoint=https://HOST;"
                                + "S3Endpoint=https://HOST;ResultFetcher=GetQueryResults",
                        "but takes nothing but HTTPS: let its JVM trust this lake by",
                        "  -Djavax.net.ssl.trustStore=" + folder.resolve(".lake/tls/lake.p12")
                                + " -Djavax.net.ssl.trustStorePassword=local-lake");
    }

    @Test
    void tellsAProgramWhatItTellsPeople() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(serving(
                        "lake",
                        "--json",
                        "--folder=other",
                        "--set=destination.filesystem.bucket_url=s3://mine",
                        "--set=destination.athena.query_result_bucket=s3://results"));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "folder",
                        "bucket",
                        "results",
                        "s3",
                        "glue",
                        "athena",
                        "trust_store",
                        "trust_store_password",
                        "environment",
                        "clients");
        assertThat(json.path("folder").asText())
                .isEqualTo(folder.resolve("other").toString());
        assertThat(json.path("bucket").asText()).isEqualTo("s3://mine/");
        assertThat(json.path("results").asText()).isEqualTo("s3://results/");
        assertThat(json.path("environment").path("AWS_ENDPOINT_URL_ATHENA")).isEqualTo(json.path("athena"));
        assertThat(json.path("clients").path("jdbc").asText()).startsWith("jdbc:athena://Region=us-east-1;");
    }

    @Test
    void saysThatAPortIsTaken() {
        try (LocalLake taking = LocalLake.start(LocalLakeSettings.at(folder.resolve("taken")))) {
            Console console = new Console(folder);

            int code = console.run(
                    "lake",
                    "--glue-port=0",
                    "--athena-port=0",
                    "--s3-port=" + taking.s3Endpoint().getPort());

            assertThat(code).isEqualTo(2);
            assertThat(console.err())
                    .startsWith("Cannot start the local lake in '" + folder.resolve(".lake") + "': ")
                    .endsWith(" (choose another --folder, --s3-port, --glue-port or --athena-port)\n");
        }
    }

    @Test
    void saysThatAPortOfHttpsIsTaken() {
        try (LocalLake taking = LocalLake.start(LocalLakeSettings.at(folder.resolve("taken")))) {
            Console console = new Console(folder);

            int code = console.run(
                    "lake",
                    "--s3-port=0",
                    "--glue-port=0",
                    "--athena-port=0",
                    "--athena-tls-port=0",
                    "--s3-tls-port=" + taking.s3Endpoint().getPort());

            assertThat(code).isEqualTo(2);
            assertThat(console.err())
                    .startsWith("Cannot serve the local lake in '" + folder.resolve(".lake") + "' by HTTPS: ")
                    .endsWith(" (choose another --s3-tls-port or --athena-tls-port)\n");
        }
    }

    @Test
    void refusesABucketThatIsNone() {
        Console console = new Console(folder);

        assertThat(console.run("lake", "--set=destination.filesystem.bucket_url=data"))
                .isEqualTo(2);
        assertThat(console.err())
                .isEqualTo(
                        "Invalid setting 'destination.filesystem.bucket_url': 'data' (an address such as s3://my-bucket; from"
                                + " --set)\n");
    }

    /** What the command prints when it serves; its endpoints answer then, and no more when it was stopped. */
    private String serving(String... arguments) throws Exception {
        Console console = new Console(folder);
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread command = new Thread(() -> code.complete(console.run(
                Stream.concat(Stream.of(arguments), FREE_PORTS.stream()).toArray(String[]::new))));
        command.start();
        String last = List.of(arguments).contains("--json") ? "}\n" : "trustStorePassword=local-lake\n";
        while (!console.out().endsWith(last)) {
            assertThat(code).as(console.err()).isNotDone();
            Thread.sleep(20);
        }
        String told = console.out();
        List<Integer> ports = Pattern.compile("https?://127\\.0\\.0\\.1:(\\d+)")
                .matcher(told)
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .distinct()
                .toList();
        assertThat(ports)
                .hasSize(5)
                .allSatisfy(port -> assertThat(answers(port)).isTrue());
        command.interrupt();

        assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(ports).allSatisfy(port -> assertThat(answers(port)).isFalse());
        return told;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
