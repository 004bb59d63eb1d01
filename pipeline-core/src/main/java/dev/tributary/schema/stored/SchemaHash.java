package dev.tributary.schema.stored;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.naming.digest.CanonicalJson;
import dev.tributary.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * dlt's hash of a schema's content, by which it knows versions: SHA3-256 in base64 of the stored form with its fields
 * sorted, without versions and hashes, followed by the names of tables, sorted, and of their columns, in order.
 */
public final class SchemaHash {
    private static final List<String> NOT_CONTENT =
            List.of("version", "version_hash", "imported_version_hash", "previous_hashes");

    private SchemaHash() {}

    /** The hash of a schema as {@link SchemaJson} writes it. */
    public static String of(Schema schema) {
        return of(SchemaJson.writeContent(schema));
    }

    /** The hash of a schema in the stored form. */
    public static String of(ObjectNode stored) {
        ObjectNode content = stored.deepCopy();
        content.remove(NOT_CONTENT);
        MessageDigest sha3 = sha3();
        sha3.update(CanonicalJson.bytes(content));
        List<String> tables = new ArrayList<>();
        content.path("tables").fieldNames().forEachRemaining(tables::add);
        tables.sort(null);
        for (String table : tables) {
            sha3.update(table.getBytes(StandardCharsets.UTF_8));
            content.path("tables")
                    .path(table)
                    .path("columns")
                    .fieldNames()
                    .forEachRemaining(column -> sha3.update(column.getBytes(StandardCharsets.UTF_8)));
        }
        return Base64.getEncoder().encodeToString(sha3.digest());
    }

    private static MessageDigest sha3() {
        try {
            return MessageDigest.getInstance("SHA3-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK since 9 has SHA3-256", e);
        }
    }
}
