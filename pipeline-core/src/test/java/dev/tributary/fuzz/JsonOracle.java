package dev.tributary.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What bytes mean as JSON: Java's decoder says whether they are UTF-8, and Jackson makes a tree of them. Of a name that
 * comes twice the last value counts, at the place of the first one.
 */
final class JsonOracle {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(1000)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(10_000)
                            .build())
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final ObjectReader SEVERAL = MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonOracle() {}

    /** The value as maps, lists and scalars; nothing where the bytes are not one JSON value, or are null. */
    static Optional<Object> value(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Optional.ofNullable(plain(MAPPER.readTree(bytes)));
        } catch (CharacterCodingException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is a number in a value that is infinite as a double, so that an object does not tell how it was written. */
    static boolean hasInfinity(byte[] bytes) {
        return value(bytes).filter(JsonOracle::hasInfinity).isPresent();
    }

    private static boolean hasInfinity(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return hasInfinity(object.values());
        }
        if (value instanceof Collection<?> several) {
            return several.stream().anyMatch(JsonOracle::hasInfinity);
        }
        return value instanceof Double number && number.isInfinite();
    }

    /** The values that stand one after the other; nothing where something else stands between or in them. */
    static Optional<List<@Nullable Object>> values(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            List<@Nullable Object> values = new ArrayList<>();
            try (JsonParser parser = MAPPER.createParser(bytes)) {
                while (parser.nextToken() != null) {
                    values.add(plain(SEVERAL.readTree(parser)));
                }
            }
            return Optional.of(values);
        } catch (CharacterCodingException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text; if it is an object or list as JSON, with those digits of numbers that integers and doubles have. */
    static String withNumbersOfObjects(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return text;
        }
        StringWriter copy = new StringWriter();
        try (JsonParser parser = MAPPER.createParser(text);
                JsonGenerator generator = MAPPER.createGenerator(copy)) {
            parser.nextToken();
            generator.copyCurrentStructure(parser);
            return parser.nextToken() == null ? copy.toString() : text;
        } catch (IOException e) {
            return text;
        }
    }

    private static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                node.properties().forEach(field -> object.put(field.getKey(), plain(field.getValue())));
                yield object;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                node.forEach(element -> list.add(plain(element)));
                yield list;
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.numberValue();
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }
}
