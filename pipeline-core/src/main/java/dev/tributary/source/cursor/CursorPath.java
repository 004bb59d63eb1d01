package dev.tributary.source.cursor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a record's cursor value stands: JSONPath of names, places in lists and {@code *}, such as {@code updated_at},
 * {@code commit.author.date}, {@code $['a.b'][0]} and {@code items[*].at}. In maps, Jackson nodes and JSON text it names
 * fields, in Java records and beans properties. Of several values the first that is not null counts.
 */
public final class CursorPath {
    /** What a wrong path's message says. */
    public static final String ALLOWED =
            "a name or a JSONPath of names, [index], ['name'] and *, such as data.updated_at";

    private static final Pattern STEP =
            Pattern.compile("\\.?([^.\\[\\]'\"\\s$]+)|\\[(?:(\\d{1,9})|(\\*)|'([^']+)'|\"([^\"]+)\")]");

    private static final ObjectReader JSON = new ObjectMapper().reader();

    private final List<Step> steps;
    private final boolean direct;

    private sealed interface Step {}

    private record Field(String name) implements Step {}

    private record Index(int place) implements Step {}

    private record All() implements Step {}

    private CursorPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
        this.direct = steps.stream().noneMatch(All.class::isInstance);
    }

    /**
     * The path that the text says.
     *
     * @throws IllegalArgumentException if it says none
     */
    public static CursorPath of(String text) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = text.startsWith("$") ? 1 : 0;
        while (at < text.length()) {
            boolean named = matcher.region(at, text.length()).lookingAt() && (at > 0 || text.charAt(0) != '.');
            if (!named || at > 0 && text.charAt(at) != '.' && text.charAt(at) != '[') {
                throw new IllegalArgumentException(ALLOWED);
            }
            steps.add(step(matcher));
            at = matcher.end();
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException(ALLOWED);
        }
        return new CursorPath(steps);
    }

    /** The path of one field, whatever its name. */
    public static CursorPath field(String name) {
        return new CursorPath(List.of(new Field(name)));
    }

    private static Step step(Matcher matcher) {
        if (matcher.group(2) != null) {
            return new Index(Integer.parseInt(matcher.group(2)));
        }
        if (matcher.group(3) != null || "*".equals(matcher.group(1))) {
            return new All();
        }
        String quoted = matcher.group(4) == null ? matcher.group(5) : matcher.group(4);
        return new Field(quoted == null ? matcher.group(1) : quoted);
    }

    /** The value in a record; null where it is null or missing. */
    public @Nullable Object find(@Nullable Object record) {
        return find(record, 0);
    }

    private @Nullable Object find(@Nullable Object value, int at) {
        if (value == null || value instanceof JsonNode node && (node.isNull() || node.isMissingNode())) {
            return null;
        }
        if (at == steps.size()) {
            return value;
        }
        Step step = steps.get(at);
        if (step instanceof Field field) {
            return find(member(value, field.name()), at + 1);
        }
        List<?> elements = elements(value);
        if (step instanceof Index index) {
            return index.place() < elements.size() ? find(elements.get(index.place()), at + 1) : null;
        }
        for (Object element : elements) {
            Object found = find(element, at + 1);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Object member(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return map.get(name);
        }
        return value instanceof JsonNode node
                ? node.get(name)
                : Properties.of(value.getClass()).get(name, value);
    }

    private static List<?> elements(Object value) {
        if (value instanceof JsonNode node) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(elements::add);
            return elements;
        }
        if (value instanceof Map<?, ?> map) {
            return new ArrayList<>(map.values());
        }
        if (value instanceof Iterable<?> iterable) {
            List<Object> elements = new ArrayList<>();
            iterable.forEach(elements::add);
            return elements;
        }
        if (value instanceof Object[] array) {
            return Arrays.asList(array);
        }
        if (value.getClass().isArray()) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
            return elements;
        }
        return List.of();
    }

    /**
     * The value in a record that is JSON text, read no further than need be; null where it is null or missing.
     *
     * @throws IOException if the text up to there is not JSON
     */
    public @Nullable JsonNode find(byte[] utf8, int from, int to) throws IOException {
        if (!direct) {
            return (JsonNode) find(JSON.readTree(utf8, from, to - from));
        }
        try (JsonParser parser = JSON.createParser(utf8, from, to - from)) {
            for (Step step : steps) {
                if (!enter(parser, parser.nextToken(), step)) {
                    return null;
                }
            }
            parser.nextToken();
            JsonNode value = JSON.readTree(parser);
            return value == null || value.isNull() ? null : value;
        }
    }

    /** Goes to where the value of the next step begins; false when there is none. */
    private static boolean enter(JsonParser parser, @Nullable JsonToken token, Step step) throws IOException {
        if (step instanceof Field field) {
            if (token != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals(field.name())) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        }
        if (token != JsonToken.START_ARRAY || !(step instanceof Index index)) {
            return false;
        }
        for (int i = 0; i < index.place(); i++) {
            JsonToken element = parser.nextToken();
            if (element == JsonToken.END_ARRAY || element == null) {
                return false;
            }
            parser.skipChildren();
        }
        return true;
    }
}
