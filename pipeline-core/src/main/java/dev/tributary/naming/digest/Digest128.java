package dev.tributary.naming.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;

/** The digests that dlt makes of names and rows: SHAKE-128 in base64 without padding. */
public final class Digest128 {
    /** Bytes of a row's id, which make 14 characters. */
    public static final int ROW_ID_BYTES = 10;

    /** What the names of system columns begin with. */
    private static final String SYSTEM_PREFIX = "_dlt";

    private Digest128() {}

    /** The digest of a text's UTF-8 bytes. */
    public static String of(String text, int bytes) {
        return of(text.getBytes(StandardCharsets.UTF_8), bytes);
    }

    /** The digest of some bytes. */
    public static String of(byte[] input, int bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(Shake128.digest(input, bytes));
    }

    /** The id of a row by its content, nested values included, without the columns that begin with {@code _dlt}. */
    public static String rowHash(ObjectNode row) {
        ObjectNode content = row.objectNode();
        row.properties().forEach(field -> {
            if (!field.getKey().startsWith(SYSTEM_PREFIX)) {
                content.set(field.getKey(), field.getValue());
            }
        });
        return of(CanonicalJson.bytes(content), ROW_ID_BYTES);
    }

    /**
     * The id of a row by the values of its key.
     *
     * @throws IllegalArgumentException if the row lacks a field of the key
     */
    public static String keyHash(ObjectNode row, Collection<String> key) {
        ObjectNode content = row.objectNode();
        for (String field : key) {
            JsonNode value = row.get(field);
            if (value == null) {
                throw new IllegalArgumentException("the row has no field '" + field + "' of its key");
            }
            content.set(field, value);
        }
        return of(CanonicalJson.bytes(content), ROW_ID_BYTES);
    }

    /** The id of a row of a nested table, by its parent's id, the table's name and its place in the list. */
    public static String nestedId(String parentId, String table, long index) {
        return of(parentId + "_" + table + "_" + index, ROW_ID_BYTES);
    }
}
