package dev.tributary.lake.ddl.catalog;

import dev.tributary.lake.sql.StatementFailed;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects under an address {@code s3://bucket/folder/}. */
public final class LakeObjects {

    private static final int S3_FAILED = 1403;

    private final S3Client s3;

    public LakeObjects(S3Client s3) {
        this.s3 = s3;
    }

    private record Folder(String bucket, String key) {
        static Folder of(String address) {
            int bucket = address.indexOf("://") + 3;
            int slash = address.indexOf('/', bucket);
            return slash < 0
                    ? new Folder(address.substring(bucket), "")
                    : new Folder(address.substring(bucket, slash), address.substring(slash + 1));
        }
    }

    /** Hands out what follows the folder in each key, page by page. */
    public void list(String address, Consumer<String> key) {
        Folder folder = Folder.of(address);
        pages(
                folder,
                objects -> objects.forEach(
                        object -> key.accept(object.key().substring(folder.key().length()))));
    }

    /** Deletes everything under a folder. */
    public void delete(String address) {
        Folder folder = Folder.of(address);
        pages(folder, objects -> {
            List<ObjectIdentifier> keys = objects.stream()
                    .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                    .toList();
            if (!keys.isEmpty()) {
                Delete delete = Delete.builder().objects(keys).quiet(true).build();
                s3.deleteObjects(request -> request.bucket(folder.bucket()).delete(delete));
            }
        });
    }

    private void pages(Folder folder, Consumer<List<S3Object>> page) {
        try {
            for (ListObjectsV2Response objects : s3.listObjectsV2Paginator(
                    request -> request.bucket(folder.bucket()).prefix(folder.key()))) {
                Cancellation.check();
                page.accept(objects.contents());
            }
        } catch (SdkException e) {
            Cancellation.check();
            throw StatementFailed.system(S3_FAILED, String.valueOf(e.getMessage()));
        }
    }
}
