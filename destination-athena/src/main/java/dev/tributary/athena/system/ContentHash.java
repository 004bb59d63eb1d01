package dev.tributary.athena.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** SHA3-256 over a JSON object with sorted keys, without the fields that change when nothing else does. */
final class ContentHash {
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final List<String> VOLATILE = List.of(
            "version", "version_hash", "previous_hashes", "_state_version", "_version_hash", "_state_engine_version", "_local");

    private ContentHash() {}

    static String of(ObjectNode json) {
        try {
            Object sorted = SORTED.treeToValue(json.deepCopy().remove(VOLATILE), Object.class);
            byte[] digest = MessageDigest.getInstance("SHA3-256").digest(SORTED.writeValueAsBytes(sorted));
            return Base64.getEncoder().encodeToString(digest);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
