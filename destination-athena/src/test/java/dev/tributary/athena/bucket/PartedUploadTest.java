package dev.tributary.athena.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The end of an upload that may have ended before. */
class PartedUploadTest {
    /** A bucket that knows no upload any more; it has an object of that size, or none. */
    private static PartedUpload gone(@Nullable Long size) {
        InvocationHandler s3 = (proxy, method, arguments) -> {
            if (method.isDefault() && !(arguments[0] instanceof software.amazon.awssdk.services.s3.model.S3Request)) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            if (arguments[0] instanceof HeadObjectRequest && size != null) {
                return HeadObjectResponse.builder().contentLength(size).build();
            }
            if (arguments[0] instanceof HeadObjectRequest) {
                throw NoSuchKeyException.builder().statusCode(404).build();
            }
            assertThat(arguments[0])
                    .isInstanceOfAny(CompleteMultipartUploadRequest.class, AbortMultipartUploadRequest.class);
            throw S3Exception.builder()
                    .statusCode(404)
                    .awsErrorDetails(
                            AwsErrorDetails.builder().errorCode("NoSuchUpload").build())
                    .build();
        };
        S3Client client = (S3Client)
                Proxy.newProxyInstance(PartedUploadTest.class.getClassLoader(), new Class<?>[] {S3Client.class}, s3);
        return new PartedUpload(client, "lake", "key", "upload");
    }

    @Test
    void isCompleteWhereTheAnswerWasLost() {
        assertThatCode(() -> gone(10L).complete(List.of("part"), 10)).doesNotThrowAnyException();
    }

    @Test
    void isGoneWhereTheObjectIsAnotherOrNone() {
        for (Long size : new Long[] {9L, null}) {
            assertThatThrownBy(() -> gone(size).complete(List.of("part"), 10))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(PartedUpload.isGone(e)).isTrue());
        }
    }

    @Test
    void mayBeAbortedAgain() {
        assertThatCode(() -> gone(null).abort()).doesNotThrowAnyException();
    }
}
