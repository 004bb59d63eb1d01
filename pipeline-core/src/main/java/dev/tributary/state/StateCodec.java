package dev.tributary.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.error.ConfigException;
import dev.tributary.naming.digest.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/** States as text in the form of dlt's {@code _dlt_pipeline_state}: JSON, zlib, base64. Plain JSON is read as well. */
public final class StateCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StateCodec() {}

    /** The state in its stored form, without what is local to a machine. */
    public static String encode(PipelineState state) {
        ObjectNode json = state.json();
        json.remove("_local");
        Deflater best = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DeflaterOutputStream zlib = new DeflaterOutputStream(bytes, best)) {
                zlib.write(CanonicalJson.compact(json).getBytes(StandardCharsets.UTF_8));
            }
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            best.end();
        }
    }

    /**
     * The state that was stored.
     *
     * @throws ConfigException if the text is no state, or one of a newer form
     */
    public static PipelineState decode(String text) {
        try {
            JsonNode json = JSON.readTree(text.startsWith("{") ? text.getBytes(StandardCharsets.UTF_8) : unzip(text));
            if (!(json instanceof ObjectNode object)) {
                throw new IOException("it is JSON, but no object");
            }
            PipelineState state = PipelineState.of(object);
            if (state.engineVersion() > PipelineState.ENGINE_VERSION) {
                throw new IOException("its engine version is " + state.engineVersion() + ", known are those up to "
                        + PipelineState.ENGINE_VERSION);
            }
            return state;
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(
                    "Cannot read the pipeline's stored state: " + e.getMessage()
                            + " (delete the row from _dlt_pipeline_state to fall back to the one before)",
                    e);
        }
    }

    private static byte[] unzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InflaterOutputStream zlib = new InflaterOutputStream(bytes)) {
            zlib.write(Base64.getDecoder().decode(text));
        }
        return bytes.toByteArray();
    }
}
