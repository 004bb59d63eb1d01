package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class LocalS3IT {

    @TempDir
    static Path folder;

    static LocalLake first;
    static LocalLake second;
    static S3Client s3;
    static S3Client other;
    static int buckets;

    String bucket;

    @BeforeAll
    static void start() {
        first = LocalLake.start(LocalLakeSettings.at(folder));
        second = LocalLake.start(LocalLakeSettings.at(folder));
        s3 = Clients.s3(first);
        other = Clients.s3(second);
    }

    @AfterAll
    static void stop() {
        s3.close();
        other.close();
        first.close();
        second.close();
    }

    @BeforeEach
    void freshBucket() {
        bucket = "bucket-" + buckets++;
        first.createBucket(bucket);
        first.createBucket(bucket);
    }

    @Test
    void keepsAnObjectAsAPlainFile() throws Exception {
        put(s3, "a/b.txt", "hello");

        assertThat(folder.resolve("s3").resolve(bucket).resolve("a/b.txt")).hasContent("hello");
        assertThat(get(other, "a/b.txt")).isEqualTo("hello");
        assertThat(folder.resolve("s3/.uploads")).isEmptyDirectory();
    }

    @Test
    void letsOneOfEightCreateAKeyAcrossLakes() throws Exception {
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            S3Client client = i % 2 == 0 ? s3 : other;
            String body = "writer " + i;
            writers.add(() -> succeeds(() -> client.putObject(
                    r -> r.bucket(bucket).key("once").ifNoneMatch("*"), RequestBody.fromString(body))));
        }

        assertThat(Race.of(writers)).containsOnlyOnce(true);
    }

    @Test
    void letsOneOfManyDeleteAndOfManyReplaceTheSameVersion() throws Exception {
        for (int round = 0; round < 10; round++) {
            String eTag = put(s3, "state", "round " + round);
            List<Callable<Boolean>> rivals = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String body = round + " replaced by " + i;
                rivals.add(() -> succeeds(() ->
                        s3.putObject(r -> r.bucket(bucket).key("state").ifMatch(eTag), RequestBody.fromString(body))));
                rivals.add(() -> {
                    succeeds(() -> other.deleteObject(
                            r -> r.bucket(bucket).key("state").ifMatch(eTag)));
                    return false;
                });
            }
            List<Boolean> results = Race.of(rivals);

            boolean replaced = results.contains(true);
            assertThat(succeeds(() -> s3.headObject(r -> r.bucket(bucket).key("state"))))
                    .isEqualTo(replaced);
        }
    }

    @Test
    void refusesAPutWhoseETagIsNotCurrent() {
        put(s3, "k", "one");

        assertStatus(
                412,
                () -> s3.putObject(
                        r -> r.bucket(bucket).key("k").ifMatch("\"00000000000000000000000000000000\""),
                        RequestBody.fromString("two")));
        assertThat(get(s3, "k")).isEqualTo("one");
    }

    @Test
    void refusesAPutWithAnETagWhenThereIsNoObject() {
        assertStatus(
                404,
                () -> s3.putObject(
                        r -> r.bucket(bucket).key("none").ifMatch("\"00000000000000000000000000000000\""),
                        RequestBody.fromString("two")));
    }

    @Test
    void deletesOnlyTheVersionThatTheETagNames() {
        String eTag = put(s3, "k", "one");

        assertStatus(
                412,
                () -> s3.deleteObject(r -> r.bucket(bucket).key("k").ifMatch("\"00000000000000000000000000000000\"")));
        assertThat(get(s3, "k")).isEqualTo("one");

        s3.deleteObject(r -> r.bucket(bucket).key("k").ifMatch(eTag));
        assertThatThrownBy(() -> get(s3, "k")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void joinsTheParts() {
        byte[] big = new byte[5 * 1024 * 1024];
        Arrays.fill(big, (byte) 'x');
        String id =
                s3.createMultipartUpload(r -> r.bucket(bucket).key("dir/big")).uploadId();
        CompletedPart one = part(id, 1, big);
        CompletedPart two = part(id, 2, "end".getBytes(StandardCharsets.UTF_8));
        assertThat(keys(s3, "")).isEmpty();

        s3.completeMultipartUpload(
                r -> r.bucket(bucket).key("dir/big").uploadId(id).multipartUpload(m -> m.parts(one, two)));

        assertThat(s3.headObject(r -> r.bucket(bucket).key("dir/big")).contentLength())
                .isEqualTo(big.length + 3L);
        assertThat(keys(other, "")).containsExactly("dir/big");
    }

    @Test
    void completesAMultipartUploadOnlyWhereThereIsNoObject() {
        String id = s3.createMultipartUpload(r -> r.bucket(bucket).key("k")).uploadId();
        CompletedPart one = part(id, 1, "part".getBytes(StandardCharsets.UTF_8));
        put(other, "k", "there first");

        assertStatus(
                412,
                () -> s3.completeMultipartUpload(r ->
                        r.bucket(bucket).key("k").uploadId(id).ifNoneMatch("*").multipartUpload(m -> m.parts(one))));
        assertThat(get(s3, "k")).isEqualTo("there first");
    }

    @Test
    void listsUnfinishedUploadsByPrefix() {
        String id = s3.createMultipartUpload(r -> r.bucket(bucket).key("a/b/k")).uploadId();
        s3.createMultipartUpload(r -> r.bucket(bucket).key("c"));

        assertThat(other.listMultipartUploads(r -> r.bucket(bucket).prefix("a/"))
                        .uploads())
                .extracting(u -> u.key() + " " + u.uploadId())
                .containsExactly("a/b/k " + id);
    }

    @Test
    void takesNoPartOfAnAbortedUpload() throws Exception {
        String id = s3.createMultipartUpload(r -> r.bucket(bucket).key("a/k")).uploadId();
        part(id, 1, new byte[] {1});

        other.abortMultipartUpload(r -> r.bucket(bucket).key("a/k").uploadId(id));

        assertThat(s3.listMultipartUploads(r -> r.bucket(bucket)).uploads()).isEmpty();
        assertStatus(
                404,
                () -> s3.uploadPart(
                        r -> r.bucket(bucket).key("a/k").uploadId(id).partNumber(2), RequestBody.fromString("late")));
        assertStatus(
                404,
                () -> s3.abortMultipartUpload(r -> r.bucket(bucket).key("a/k").uploadId(id)));
        try (var files = Files.walk(folder.resolve("s3").resolve(bucket))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void copiesAnObject() {
        put(s3, "from", "body");

        s3.copyObject(r -> r.sourceBucket(bucket)
                .sourceKey("from")
                .destinationBucket(bucket)
                .destinationKey("to/it"));

        assertThat(get(s3, "to/it")).isEqualTo("body");
    }

    @Test
    void listsInPagesAndByPrefix() {
        for (int i = 0; i < 25; i++) {
            put(s3, "p/%02d".formatted(i), "x");
        }
        put(s3, "q", "x");

        List<String> paged =
                s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix("p/").maxKeys(10)).contents().stream()
                        .map(S3Object::key)
                        .toList();

        assertThat(paged).hasSize(25).isSorted().startsWith("p/00").endsWith("p/24");
        assertThat(s3.listObjectsV2(r -> r.bucket(bucket).delimiter("/")).commonPrefixes())
                .extracting(p -> p.prefix())
                .containsExactly("p/");
    }

    @Test
    void deletesManyObjectsAmongThemOneThatIsNotThere() {
        put(s3, "a", "x");
        put(s3, "b", "x");

        var result = s3.deleteObjects(r -> r.bucket(bucket)
                .delete(d -> d.objects(
                        ObjectIdentifier.builder().key("a").build(),
                        ObjectIdentifier.builder().key("b").build(),
                        ObjectIdentifier.builder().key("none").build())));

        assertThat(result.errors()).isEmpty();
        assertThat(keys(s3, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dt=2026-01-01/a b", "100%", "a+b", "grüße/日本", "x&y=z;", "q?r#s", "it's", "a:b@c,d"})
    void keepsKeysWithSpecialCharacters(String key) {
        put(s3, key, "body of " + key);

        assertThat(get(other, key)).isEqualTo("body of " + key);
        assertThat(keys(s3, "")).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "a/../b", "./a", "file/below"})
    void refusesKeysThatAreNoPaths(String key) {
        put(s3, "file", "x");

        assertStatus(400, () -> put(s3, key, "y"));
        assertThat(keys(s3, "")).containsExactly("file");
    }

    @Test
    void showsNoHalfWrittenObject() throws Exception {
        Path bucketFolder = folder.resolve("s3").resolve(bucket);
        Files.writeString(
                bucketFolder.resolve("k-0b9f3f0e-6a0e-4b8e-9d0a-2f6f0a6f3a11"), "left by a process that died");
        put(s3, "k-5d9f3f0e-6a0e-4b8e-9d0a-2f6f0a6f3a22", "a whole object");

        assertThat(keys(s3, "")).containsExactly("k-5d9f3f0e-6a0e-4b8e-9d0a-2f6f0a6f3a22");
    }

    @Test
    void refusesWrongCredentials() {
        try (S3Client wrongKey = Clients.s3(first, "someone", first.secretAccessKey());
                S3Client wrongSecret = Clients.s3(first, first.accessKeyId(), "guess")) {
            assertStatus(403, () -> wrongKey.listBuckets());
            assertStatus(403, () -> wrongSecret.listBuckets());
        }
    }

    @Test
    void saysThatABucketIsMissing() {
        assertThatThrownBy(() -> s3.listObjectsV2(r -> r.bucket("no-such-bucket")))
                .isInstanceOf(NoSuchBucketException.class);
        assertThatThrownBy(() -> s3.putObject(r -> r.bucket("no-such-bucket").key("k"), RequestBody.fromString("x")))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void listsBucketsWithoutItsOwn() {
        assertThat(s3.listBuckets().buckets())
                .extracting(b -> b.name())
                .contains(bucket)
                .noneMatch(n -> n.startsWith("."));
    }

    private CompletedPart part(String upload, int number, byte[] body) {
        String eTag = s3.uploadPart(
                        r -> r.bucket(bucket)
                                .key(keyOf(upload))
                                .uploadId(upload)
                                .partNumber(number),
                        RequestBody.fromBytes(body))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(eTag).build();
    }

    private String keyOf(String upload) {
        return s3.listMultipartUploads(r -> r.bucket(bucket)).uploads().stream()
                .filter(u -> u.uploadId().equals(upload))
                .findFirst()
                .orElseThrow()
                .key();
    }

    private String put(S3Client client, String key, String body) {
        return client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(body))
                .eTag();
    }

    private String get(S3Client client, String key) {
        return client.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }

    private List<String> keys(S3Client client, String prefix) {
        return client.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static boolean succeeds(Runnable call) {
        try {
            call.run();
            return true;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isIn(404, 409, 412);
            return false;
        }
    }

    private static void assertStatus(int status, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
    }
}
