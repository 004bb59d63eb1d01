package dev.tributary.normalize.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Records as JSON text: how they are parsed, and what is wrong with those that can't be. */
public final class RecordJson {
    /** Deeper nesting than this is a mistake or an attack; the parser would overflow its stack at some point. */
    public static final int MAX_DEPTH = 1000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(10_000)
                    .build())
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();

    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    private RecordJson() {}

    /** A parser of the text between two places. */
    public static JsonParser parser(byte[] bytes, int start, int end) throws IOException {
        return FACTORY.createParser(bytes, start, end - start);
    }

    /** A sound value without white space; numbers keep their text, and a name that comes twice its last value. */
    public static byte[] compact(byte[] bytes, int start, int end) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream(256);
        try (JsonParser parser = parser(bytes, start, end).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
                JsonGenerator generator = new PlainText(FACTORY.createGenerator(copy))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric()) {
                    generator.writeNumber(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
        } catch (JsonParseException e) {
            return compactLast(bytes, start, end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy.toByteArray();
    }

    private static byte[] compactLast(byte[] bytes, int start, int end) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream(256);
        try (JsonParser parser = parser(bytes, start, end);
                JsonGenerator generator = new PlainText(FACTORY.createGenerator(copy))) {
            parser.nextToken();
            MAPPER.writeTree(generator, asWritten(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy.toByteArray();
    }

    /** The value at hand as a tree whose numbers are written as they were read. */
    private static JsonNode asWritten(JsonParser parser) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (parser.currentToken().isNumeric()) {
            return nodes.rawValueNode(new RawValue(parser.getText()));
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            ObjectNode object = nodes.objectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                object.set(name, asWritten(parser));
            }
            return object;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            ArrayNode array = nodes.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(asWritten(parser));
            }
            return array;
        }
        return MAPPER.readTree(parser);
    }

    /** The record as a tree; a name that comes twice keeps its last value. */
    public static JsonNode tree(byte[] bytes, int start, int end) throws IOException {
        return MAPPER.readTree(bytes, start, end - start);
    }

    /** A value, as a tree, that was read before. */
    public static JsonNode readAgain(byte[] bytes, int start, int end) {
        try {
            return tree(bytes, start, end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with JSON that does not parse. */
    public static String describe(JsonProcessingException e) {
        String where =
                e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
        return "malformed JSON" + where + ": " + e.getOriginalMessage();
    }
}
