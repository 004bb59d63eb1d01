package dev.tributary.lake.s3;

import java.util.Optional;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** The ETags of objects, and the conditions that requests make of them. */
final class ETags {
    private static final String ANY = "*";

    private ETags() {}

    /** The ETag of an object, without quotes. */
    static Optional<String> of(@Nullable HeadObjectResponse object) {
        return object == null || object.eTag() == null ? Optional.empty() : Optional.of(unquoted(object.eTag()));
    }

    private static String unquoted(String eTag) {
        return eTag.length() > 1 && eTag.startsWith("\"") && eTag.endsWith("\"")
                ? eTag.substring(1, eTag.length() - 1)
                : eTag;
    }

    /** Refuses a request whose conditions do not hold for the object as it is, which is null where there is none. */
    static void requireConditions(
            ObjectName name,
            @Nullable HeadObjectResponse current,
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch) {
        if (ifMatch != null) {
            if (current == null) {
                throw S3Exceptions.noSuchKey(name.bucket(), name.key(), "");
            }
            if (!ifMatch.equals(ANY) && !of(current).equals(Optional.of(unquoted(ifMatch)))) {
                throw S3Exceptions.preconditionFailed(null);
            }
        }
        if (ifNoneMatch != null
                && current != null
                && (ifNoneMatch.equals(ANY) || of(current).equals(Optional.of(unquoted(ifNoneMatch))))) {
            throw S3Exceptions.preconditionFailed(null);
        }
    }
}
