package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.s3.S3Client;

/** The way of Athena's JDBC driver: HTTPS, no setting for the style of S3 addresses, results by the API and from S3. */
class SecureEndpointsIT {

    @TempDir
    static Path folder;

    static LocalLake lake;
    static SecureEndpoints secure;
    static AthenaClient athena;
    static S3Client s3;

    @BeforeAll
    static void start() throws Exception {
        lake = LocalLake.start(LocalLakeSettings.at(folder));
        lake.createBucket("lake");
        secure = lake.secure(0, 0);
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(lake.accessKeyId(), lake.secretAccessKey()));
        athena = AthenaClient.builder()
                .endpointOverride(secure.athena())
                .region(Region.of(lake.region()))
                .credentialsProvider(credentials)
                .httpClient(trusting())
                .build();
        s3 = S3Client.builder()
                .endpointOverride(secure.s3())
                .region(Region.of(lake.region()))
                .credentialsProvider(credentials)
                .httpClient(trusting())
                .build();
    }

    @AfterAll
    static void stop() {
        athena.close();
        s3.close();
        secure.close();
        lake.close();
    }

    private static SdkHttpClient trusting() throws Exception {
        KeyStore store = KeyStore.getInstance(
                secure.trustStore().toFile(), secure.trustStorePassword().toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        TrustManager[] managers = trust.getTrustManagers();
        return UrlConnectionHttpClient.builder()
                .tlsTrustManagersProvider(() -> managers)
                .build();
    }

    @Test
    void runsAStatementAndReadsItsResultBothWays() {
        athena.startQueryExecution(r -> r.queryString("CREATE DATABASE by_https")
                .resultConfiguration(c -> c.outputLocation("s3://lake/results/")));
        String id = athena.startQueryExecution(r -> r.queryString("SHOW DATABASES")
                        .resultConfiguration(c -> c.outputLocation("s3://lake/results/")))
                .queryExecutionId();
        QueryExecution execution =
                athena.getQueryExecution(r -> r.queryExecutionId(id)).queryExecution();
        while (execution.status().completionDateTime() == null) {
            execution = athena.getQueryExecution(r -> r.queryExecutionId(id)).queryExecution();
        }

        assertThat(athena.getQueryResults(r -> r.queryExecutionId(id))
                        .resultSet()
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row.data().get(0).varCharValue()).isEqualTo("by_https"));
        assertThat(s3.getObjectAsBytes(r -> r.bucket("lake").key("results/" + id + ".txt"))
                        .asUtf8String())
                .isEqualTo("by_https");
        assertThat(s3.getObjectAsBytes(r -> r.bucket("lake").key("results/" + id + ".txt.metadata"))
                        .asUtf8String())
                .contains("database_name");
    }

    @Test
    void passesLargeBodiesBothWays() {
        byte[] large = new byte[3_000_000];
        new java.util.Random(1).nextBytes(large);

        s3.putObject(r -> r.bucket("lake").key("large"), RequestBody.fromBytes(large));

        assertThat(s3.getObjectAsBytes(r -> r.bucket("lake").key("large")).asByteArray())
                .isEqualTo(large);
    }

    @Test
    void keepsItsCertificate() throws Exception {
        byte[] before = Files.readAllBytes(secure.trustStore());
        try (SecureEndpoints again = lake.secure(0, 0)) {
            assertThat(Files.readAllBytes(again.trustStore())).isEqualTo(before);
        }
        try (InputStream pem = Files.newInputStream(secure.pem())) {
            assertThat(CertificateFactory.getInstance("X.509").generateCertificate(pem))
                    .isNotNull();
        }
    }

    @Test
    void saysWhichLakeCannotBeServed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> lake.secure(0, taken.getLocalPort()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("Cannot serve the local lake in '" + folder + "' by HTTPS: ");
        }
    }
}
