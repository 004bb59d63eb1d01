package dev.tributary.lake;

import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A counter kept in an object and one kept in a table, both counted up by compare-and-set. */
final class Counters {

    static final String BUCKET = "counters";
    static final String DATABASE = "counters";
    private static final String NAME = "counter";

    private Counters() {}

    static void create(S3Client s3, GlueClient glue) {
        s3.putObject(r -> r.bucket(BUCKET).key(NAME), RequestBody.fromString("0"));
        glue.createDatabase(r -> r.databaseInput(d -> d.name(DATABASE)));
        glue.createTable(r -> r.databaseName(DATABASE).tableInput(t -> t.name(NAME)));
    }

    static int object(S3Client s3) {
        return Integer.parseInt(
                s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(NAME)).asUtf8String());
    }

    static int table(GlueClient glue) {
        return count(glue.getTable(r -> r.databaseName(DATABASE).name(NAME)).table());
    }

    static void countObject(S3Client s3, int times) {
        for (int done = 0; done < times; ) {
            var current = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(NAME));
            String next = String.valueOf(Integer.parseInt(current.asUtf8String()) + 1);
            try {
                s3.putObject(
                        r -> r.bucket(BUCKET)
                                .key(NAME)
                                .ifMatch(current.response().eTag()),
                        RequestBody.fromString(next));
                done++;
            } catch (S3Exception e) {
                if (e.statusCode() != 412) {
                    throw e;
                }
            }
        }
    }

    static void countTable(GlueClient glue, int times) {
        for (int done = 0; done < times; ) {
            Table table =
                    glue.getTable(r -> r.databaseName(DATABASE).name(NAME)).table();
            String next = String.valueOf(count(table) + 1);
            try {
                glue.updateTable(r -> r.databaseName(DATABASE)
                        .skipArchive(true)
                        .versionId(table.versionId())
                        .tableInput(t -> t.name(NAME).parameters(Map.of("count", next))));
                done++;
            } catch (ConcurrentModificationException e) {
                // Another writer was first: read again.
            }
        }
    }

    private static int count(Table table) {
        return Integer.parseInt(table.parameters().getOrDefault("count", "0"));
    }
}
