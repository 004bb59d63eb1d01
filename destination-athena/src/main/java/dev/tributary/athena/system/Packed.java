package dev.tributary.athena.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/** JSON in a text column as dlt keeps it: plain, or zlib in base64. */
final class Packed {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Packed() {}

    static String zipped(ObjectNode json) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DeflaterOutputStream zip = new DeflaterOutputStream(bytes)) {
                zip.write(JSON.writeValueAsBytes(json));
            }
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plain up to that many characters, zipped beyond. */
    static String plainUpTo(int characters, ObjectNode json) {
        String plain = json.toString();
        return plain.length() <= characters ? plain : zipped(json);
    }

    static ObjectNode read(String text) {
        try {
            if (text.startsWith("{")) {
                return (ObjectNode) JSON.readTree(text);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (InflaterOutputStream unzip = new InflaterOutputStream(bytes)) {
                unzip.write(Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII)));
            }
            return (ObjectNode) JSON.readTree(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
