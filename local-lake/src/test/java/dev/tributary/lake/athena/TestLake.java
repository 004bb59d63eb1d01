package dev.tributary.lake.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.lake.athena.execution.StatementRouter;
import dev.tributary.lake.disk.FolderLock;
import dev.tributary.lake.glue.GlueEndpoint;
import dev.tributary.lake.s3.S3Endpoint;
import dev.tributary.lake.sql.StatementKind;
import dev.tributary.lake.sql.StatementRunner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The three endpoints over a folder, with a runner of the test's own, and clients of each. */
final class TestLake implements AutoCloseable {

    static final String BUCKET = "results";
    static final String OUTPUT = "s3://" + BUCKET + "/out/";

    private static final AwsBasicCredentials KEY = AwsBasicCredentials.create("key", "secret");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final S3Endpoint s3Endpoint;
    final GlueEndpoint glueEndpoint;
    final AthenaEndpoint athenaEndpoint;
    final S3Client s3;
    final GlueClient glue;
    final AthenaClient athena;
    private final HttpClient http = HttpClient.newHttpClient();

    TestLake(Path folder, StatementRunner runner) throws IOException {
        s3Endpoint = S3Endpoint.start(
                folder.resolve("s3"),
                new FolderLock(folder.resolve("s3.lock")),
                0,
                KEY.accessKeyId(),
                KEY.secretAccessKey());
        glueEndpoint = GlueEndpoint.start(
                folder.resolve("glue"),
                new FolderLock(folder.resolve("glue.lock")),
                0,
                KEY.accessKeyId(),
                KEY.secretAccessKey());
        athenaEndpoint = AthenaEndpoint.start(
                folder.resolve("athena"),
                new FolderLock(folder.resolve("athena.lock")),
                glueEndpoint.operations(),
                s3Endpoint.objects(),
                new StatementRouter(sql -> false, statement -> new StatementKind("DDL", ""), runner, runner),
                0,
                KEY.accessKeyId(),
                KEY.secretAccessKey());
        s3Endpoint.createBucket(BUCKET);
        s3 = at(s3Endpoint.address(), S3Client.builder().forcePathStyle(true))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        glue = at(glueEndpoint.address(), GlueClient.builder())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        athena = at(athenaEndpoint.address(), AthenaClient.builder())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static <B extends AwsClientBuilder<B, ?>> B at(URI address, B builder) {
        return builder.endpointOverride(address)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(KEY));
    }

    /** Starts a statement in a workgroup without a result location of its own. */
    String start(String sql) {
        return athena.startQueryExecution(request(sql)).queryExecutionId();
    }

    static StartQueryExecutionRequest request(String sql) {
        return StartQueryExecutionRequest.builder()
                .queryString(sql)
                .resultConfiguration(r -> r.outputLocation(OUTPUT))
                .build();
    }

    /** Runs a statement to its end. */
    QueryExecution run(String sql) {
        return end(start(sql));
    }

    QueryExecution end(String id) {
        return until(id, false);
    }

    QueryExecution running(String id) {
        return until(id, true);
    }

    private QueryExecution until(String id, boolean running) {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            QueryExecution execution = execution(id);
            QueryExecutionState state = execution.status().state();
            boolean ended = state != QueryExecutionState.QUEUED && state != QueryExecutionState.RUNNING;
            if (running ? state == QueryExecutionState.RUNNING : ended) {
                return execution;
            }
            if (System.nanoTime() > limit) {
                throw new AssertionError("still " + state);
            }
            sleep();
        }
    }

    static void sleep() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    QueryExecution execution(String id) {
        return athena.getQueryExecution(r -> r.queryExecutionId(id)).queryExecution();
    }

    String object(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
    }

    /** The answer to a request as it is on the wire. */
    String raw(String operation, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .uri(athenaEndpoint.address())
                .method(SdkHttpMethod.POST)
                .encodedPath("/")
                .putHeader("X-Amz-Target", "AmazonAthena." + operation)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(KEY)
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "athena")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
        HttpRequest.Builder sent =
                HttpRequest.newBuilder(athenaEndpoint.address()).POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        signed.request().headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> sent.header(name, value));
            }
        });
        try {
            return http.send(sent.build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    JsonNode answer(String operation, String body) {
        try {
            return MAPPER.readTree(raw(operation, body));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String token() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void close() {
        athena.close();
        glue.close();
        s3.close();
        athenaEndpoint.close();
        glueEndpoint.close();
        s3Endpoint.close();
    }
}
