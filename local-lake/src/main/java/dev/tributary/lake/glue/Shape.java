package dev.tributary.lake.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the service model says of a value: its kind, its limits, its members. */
sealed interface Shape {

    /** Adds to the problems whatever of a value at a path breaks the shape; members that the shape does not have are removed. */
    void check(JsonNode value, String path, List<String> problems);

    static GlueException wrongKind(JsonNode value, String wanted) {
        return new GlueException(
                "SerializationException", value.getNodeType() + "_VALUE can not be converted to " + wanted);
    }

    private static void require(boolean held, JsonNode value, String path, String constraint, List<String> problems) {
        if (!held) {
            String shown = value.isNull() ? "null" : "'" + value.asText(value.toString()) + "'";
            problems.add(
                    "Value %s at '%s' failed to satisfy constraint: Member must %s".formatted(shown, path, constraint));
        }
    }

    /** A string with a length in characters and a pattern. */
    record Text(int min, int max, @Nullable Pattern pattern) implements Shape {
        @Override
        public void check(JsonNode value, String path, List<String> problems) {
            if (!value.isTextual()) {
                throw wrongKind(value, "String");
            }
            String text = value.textValue();
            int length = text.codePointCount(0, text.length());
            require(length >= min, value, path, "have length greater than or equal to " + min, problems);
            require(length <= max, value, path, "have length less than or equal to " + max, problems);
            require(
                    pattern == null || pattern.matcher(text).matches(),
                    value,
                    path,
                    "satisfy regular expression pattern: " + pattern,
                    problems);
        }
    }

    /** An integer within bounds. */
    record Whole(long min, long max) implements Shape {
        @Override
        public void check(JsonNode value, String path, List<String> problems) {
            if (!value.isIntegralNumber()) {
                throw wrongKind(value, "an Integer");
            }
            require(value.longValue() >= min, value, path, "have value greater than or equal to " + min, problems);
            require(value.longValue() <= max, value, path, "have value less than or equal to " + max, problems);
        }
    }

    /** True or false. */
    record Flag() implements Shape {
        @Override
        public void check(JsonNode value, String path, List<String> problems) {
            if (!value.isBoolean()) {
                throw wrongKind(value, "Boolean");
            }
        }
    }

    /** Any JSON, taken as it is. */
    record Anything() implements Shape {
        @Override
        public void check(JsonNode value, String path, List<String> problems) {}
    }

    /** A list with a number of members. */
    record Items(Shape item, int min, int max) implements Shape {
        @Override
        public void check(JsonNode value, String path, List<String> problems) {
            if (!(value instanceof ArrayNode list)) {
                throw wrongKind(value, "List");
            }
            require(list.size() >= min, value, path, "have length greater than or equal to " + min, problems);
            require(list.size() <= max, value, path, "have length less than or equal to " + max, problems);
            for (int i = 0; i < list.size(); i++) {
                item.check(list.get(i), path + "." + (i + 1) + ".member", problems);
            }
        }
    }

    /** A map from texts to texts. */
    record Texts(Text key, Text text) implements Shape {
        @Override
        public void check(JsonNode value, String path, List<String> problems) {
            if (!(value instanceof ObjectNode map)) {
                throw wrongKind(value, "Map");
            }
            map.properties().forEach(entry -> {
                key.check(map.textNode(entry.getKey()), path + ".key", problems);
                text.check(entry.getValue(), path + "." + entry.getKey() + ".member", problems);
            });
        }
    }

    /** An object with named members. */
    record Structure(Map<String, Shape> members, List<String> required) implements Shape {

        Structure() {
            this(Map.of(), List.of());
        }

        Structure with(String name, Shape shape) {
            Map<String, Shape> more = new LinkedHashMap<>(members);
            more.put(name, shape);
            return new Structure(more, required);
        }

        Structure needs(String name, Shape shape) {
            List<String> more = new ArrayList<>(required);
            more.add(name);
            return new Structure(with(name, shape).members(), List.copyOf(more));
        }

        @Override
        public void check(JsonNode value, String path, List<String> problems) {
            if (!(value instanceof ObjectNode object)) {
                throw wrongKind(value, "Structure");
            }
            object.retain(members.keySet());
            members.forEach((name, shape) -> {
                JsonNode member = object.path(name);
                String at = path.isEmpty() ? lowerFirst(name) : path + "." + lowerFirst(name);
                if (member.isMissingNode() || member.isNull()) {
                    object.remove(name);
                    require(!required.contains(name), object.nullNode(), at, "not be null", problems);
                } else {
                    shape.check(member, at, problems);
                }
            });
        }

        private static String lowerFirst(String name) {
            return Character.toLowerCase(name.charAt(0)) + name.substring(1);
        }
    }
}
