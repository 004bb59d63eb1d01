package dev.tributary.lake.engine.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A type of a column or of a part of one.
 *
 * @param name without what is in brackets, such as {@code decimal} or {@code row}
 * @param numbers a decimal's precision and scale, a text's length, a timestamp's precision
 * @param parts an array's element, a map's key and value, a row's fields
 * @param fields names of a row's fields, empty text for one without
 */
public record Type(String name, List<Long> numbers, List<Type> parts, List<String> fields) {
    public Type {
        numbers = List.copyOf(numbers);
        parts = List.copyOf(parts);
        fields = List.copyOf(fields);
    }

    static Type of(JsonNode signature) {
        List<Long> numbers = new ArrayList<>();
        List<Type> parts = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        for (JsonNode argument : signature.path("arguments")) {
            JsonNode value = argument.path("value");
            switch (argument.path("kind").asText()) {
                case "LONG" -> numbers.add(value.asLong());
                case "TYPE" -> parts.add(of(value));
                case "NAMED_TYPE" -> {
                    parts.add(of(value.path("typeSignature")));
                    fields.add(value.path("fieldName").path("name").asText(""));
                }
                default -> throw new IllegalArgumentException("a type with the argument " + argument);
            }
        }
        return new Type(signature.path("rawType").asText(), numbers, parts, fields);
    }
}
