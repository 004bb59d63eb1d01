package dev.tributary.lake.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the service model says of a value: its kind, its limits, its members. */
public sealed interface Shape {

    /** Adds to the problems whatever of a value at a path breaks the shape; members that the shape does not have are removed. */
    void check(JsonNode value, String path, List<Problem> problems);

    /** The words of the services for a value of another kind. */
    private static ServiceException wrongKind(JsonNode value, String wanted) {
        String message;
        if (value.isArray()) {
            message = "Start of list found where not expected";
        } else if (value.isObject()) {
            message = "Start of structure or map found where not expected.";
        } else {
            String kind = value.isBoolean()
                    ? value.asText().toUpperCase(Locale.ROOT)
                    : value.getNodeType().name();
            message = kind + "_VALUE can not be converted to " + wanted;
        }
        return new ServiceException("SerializationException", message);
    }

    private static void require(boolean held, JsonNode value, String path, String constraint, List<Problem> problems) {
        if (!held) {
            problems.add(new Problem(value, path, constraint));
        }
    }

    /** A string with a length in characters and a pattern. */
    record Text(int min, int max, @Nullable Pattern pattern) implements Shape {
        @Override
        public void check(JsonNode value, String path, List<Problem> problems) {
            if (!value.isTextual()) {
                throw wrongKind(value, "a String");
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

    /** One of some words. */
    record Word(Set<String> words) implements Shape {
        @Override
        public void check(JsonNode value, String path, List<Problem> problems) {
            if (!value.isTextual()) {
                throw wrongKind(value, "a String");
            }
            require(
                    words.contains(value.textValue()),
                    value,
                    path,
                    "satisfy enum value set: " + words.stream().sorted().toList(),
                    problems);
        }
    }

    /** An integer within bounds; a fraction is cut off. */
    record Whole(long min, long max) implements Shape {
        @Override
        public void check(JsonNode value, String path, List<Problem> problems) {
            if (!value.isNumber()) {
                throw wrongKind(value, "an Integer");
            }
            require(value.longValue() >= min, value, path, "have value greater than or equal to " + min, problems);
            require(value.longValue() <= max, value, path, "have value less than or equal to " + max, problems);
        }
    }

    /** True or false. */
    record Flag() implements Shape {
        @Override
        public void check(JsonNode value, String path, List<Problem> problems) {
            if (!value.isBoolean()) {
                throw wrongKind(value, "a Boolean");
            }
        }
    }

    /** Any JSON, taken as it is. */
    record Anything() implements Shape {
        @Override
        public void check(JsonNode value, String path, List<Problem> problems) {}
    }

    /** A list with a number of members. */
    record Items(Shape item, int min, int max) implements Shape {
        @Override
        public void check(JsonNode value, String path, List<Problem> problems) {
            if (!(value instanceof ArrayNode list)) {
                throw new ServiceException("SerializationException", "Expected list or null");
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
        public void check(JsonNode value, String path, List<Problem> problems) {
            if (!(value instanceof ObjectNode map)) {
                throw value.isArray()
                        ? wrongKind(value, "a Map")
                        : new ServiceException("SerializationException", "Expected null");
            }
            map.properties().forEach(entry -> {
                key.check(map.textNode(entry.getKey()), path + ".key", problems);
                text.check(entry.getValue(), path + "." + entry.getKey() + ".member", problems);
            });
        }
    }

    /** An object with named members. */
    record Structure(Map<String, Shape> members, List<String> required) implements Shape {

        public Structure() {
            this(Map.of(), List.of());
        }

        /** The same with a member that may be absent. */
        public Structure with(String name, Shape shape) {
            Map<String, Shape> more = new LinkedHashMap<>(members);
            more.put(name, shape);
            return new Structure(more, required);
        }

        /** The same with a member that must be there. */
        public Structure needs(String name, Shape shape) {
            List<String> more = new ArrayList<>(required);
            more.add(name);
            return new Structure(with(name, shape).members(), List.copyOf(more));
        }

        @Override
        public void check(JsonNode value, String path, List<Problem> problems) {
            if (!(value instanceof ObjectNode object)) {
                throw notAnObject(value, path);
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

        private static ServiceException notAnObject(JsonNode value, String path) {
            if (value.isArray()) {
                return wrongKind(value, "a Structure");
            }
            return new ServiceException("SerializationException", path.isEmpty() ? "" : "Expected null");
        }

        private static String lowerFirst(String name) {
            return Character.toLowerCase(name.charAt(0)) + name.substring(1);
        }
    }
}
