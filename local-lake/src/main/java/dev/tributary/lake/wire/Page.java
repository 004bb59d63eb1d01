package dev.tributary.lake.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A slice of entries in the order of their keys.
 *
 * @param entries the entries of this page
 * @param nextToken where the next page begins, null on the last; it names the last key given out, so that entries which come
 *     and go between two pages neither shift nor repeat the others
 */
public record Page(List<ObjectNode> entries, @Nullable String nextToken) {

    /**
     * The page that a request asks for by {@code NextToken} and {@code MaxResults}.
     *
     * @param most its size where the request names none
     * @param malformed the service's error about a token that it did not make
     */
    public static Page of(
            SortedMap<String, ObjectNode> all,
            ObjectNode request,
            int most,
            Function<String, ServiceException> malformed) {
        SortedMap<String, ObjectNode> rest = request.has("NextToken")
                ? all.tailMap(after(request.get("NextToken").textValue(), malformed))
                : all;
        int size = request.path("MaxResults").asInt(most);
        List<Map.Entry<String, ObjectNode>> slice =
                rest.entrySet().stream().limit(size).toList();
        String token = rest.size() > size ? token(slice.get(size - 1).getKey()) : null;
        return new Page(slice.stream().map(Map.Entry::getValue).toList(), token);
    }

    /** The answer with the entries under a name. */
    public ObjectNode answer(String name) {
        ObjectNode answer = Json.object();
        answer.set(name, Json.array(entries));
        if (nextToken != null) {
            answer.put("NextToken", nextToken);
        }
        return answer;
    }

    private static String token(String lastKey) {
        return Base64.getUrlEncoder().encodeToString(lastKey.getBytes(StandardCharsets.UTF_8));
    }

    /** The smallest key above the one that a token names. */
    private static String after(String token, Function<String, ServiceException> malformed) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8) + '\0';
        } catch (IllegalArgumentException e) {
            throw malformed.apply(token);
        }
    }
}
