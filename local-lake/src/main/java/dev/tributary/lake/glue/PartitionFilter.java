package dev.tributary.lake.glue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.lake.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition on partition values: comparisons of a key with a literal, AND, OR, NOT, IN, BETWEEN, LIKE and IS NULL. Keys of
 * number types compare as numbers, all others as texts; a value that is no number compares with none.
 */
final class PartitionFilter {

    /** What Hive writes for a value that is null. */
    private static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<text>'(?:[^']|'')*')|(?<number>-?\\d+(?:\\.\\d+)?)|(?<name>[A-Za-z_][\\w]*|\"[^\"]+\"|`[^`]+`)"
                    + "|(?<sign><>|!=|<=|>=|[=<>(),]))");
    private static final Pattern NUMBER_TYPE =
            Pattern.compile("(tinyint|smallint|int|integer|bigint|long|decimal.*|float|double)");

    private record Key(int index, boolean number) {}

    private final String expression;
    private final JsonNode keys;
    private final List<String> tokens;
    private int next;

    private PartitionFilter(String expression, JsonNode keys) {
        this.expression = expression;
        this.keys = keys;
        this.tokens = tokens(expression);
    }

    /** The filter of an expression over a table's partition keys. */
    static PartitionFilter.Condition parse(String expression, JsonNode keys) {
        PartitionFilter parser = new PartitionFilter(expression, keys);
        Predicate<List<String>> condition = parser.anyOf();
        if (parser.next < parser.tokens.size()) {
            throw parser.unexpected();
        }
        return new Condition(condition);
    }

    /** A parsed expression. */
    record Condition(Predicate<List<String>> test) {
        boolean matches(JsonNode values) {
            return test.test(Json.texts(values));
        }
    }

    private Predicate<List<String>> anyOf() {
        Predicate<List<String>> condition = allOf();
        while (takes("OR")) {
            condition = condition.or(allOf());
        }
        return condition;
    }

    private Predicate<List<String>> allOf() {
        Predicate<List<String>> condition = one();
        while (takes("AND")) {
            condition = condition.and(one());
        }
        return condition;
    }

    private Predicate<List<String>> one() {
        if (takes("NOT")) {
            return one().negate();
        }
        if (takes("(")) {
            Predicate<List<String>> inner = anyOf();
            expect(")");
            return inner;
        }
        return comparison();
    }

    private Predicate<List<String>> comparison() {
        Key key = key(take());
        if (takes("IS")) {
            boolean not = takes("NOT");
            expect("NULL");
            return values -> values.get(key.index()).equals(NULL_VALUE) != not;
        }
        boolean not = takes("NOT");
        if (takes("IN")) {
            return turned(not, in(key));
        }
        if (takes("BETWEEN")) {
            String low = literal();
            expect("AND");
            String high = literal();
            return turned(not, compare(key, low, c -> c >= 0).and(compare(key, high, c -> c <= 0)));
        }
        if (takes("LIKE")) {
            Pattern pattern = like(literal());
            return turned(
                    not, values -> pattern.matcher(values.get(key.index())).matches());
        }
        if (not) {
            throw unexpected();
        }
        IntPredicate sign = sign(take());
        return compare(key, literal(), sign);
    }

    private Predicate<List<String>> in(Key key) {
        expect("(");
        Predicate<List<String>> any = compare(key, literal(), c -> c == 0);
        while (takes(",")) {
            any = any.or(compare(key, literal(), c -> c == 0));
        }
        expect(")");
        return any;
    }

    private static Predicate<List<String>> turned(boolean not, Predicate<List<String>> condition) {
        return not ? condition.negate() : condition;
    }

    private Predicate<List<String>> compare(Key key, String literal, IntPredicate wanted) {
        if (!key.number()) {
            return values -> {
                String value = values.get(key.index());
                return !value.equals(NULL_VALUE) && wanted.test(value.compareTo(literal));
            };
        }
        BigDecimal number = number(literal);
        if (number == null) {
            throw GlueException.invalidInput("Invalid expression '" + expression + "': '" + literal + "' is no number");
        }
        return values -> {
            BigDecimal value = number(values.get(key.index()));
            return value != null && wanted.test(value.compareTo(number));
        };
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private IntPredicate sign(String token) {
        return switch (token) {
            case "=" -> c -> c == 0;
            case "<>", "!=" -> c -> c != 0;
            case "<" -> c -> c < 0;
            case "<=" -> c -> c <= 0;
            case ">" -> c -> c > 0;
            case ">=" -> c -> c >= 0;
            default -> throw invalid("'" + token + "' is no comparison");
        };
    }

    private Key key(String token) {
        String name = token.startsWith("\"") || token.startsWith("`") ? token.substring(1, token.length() - 1) : token;
        for (int i = 0; i < keys.size(); i++) {
            JsonNode key = keys.get(i);
            if (key.get("Name").textValue().equalsIgnoreCase(name)) {
                String type = key.path("Type").asText("string").toLowerCase(Locale.ROOT);
                return new Key(i, NUMBER_TYPE.matcher(type).matches());
            }
        }
        throw invalid("'" + name + "' is no partition key");
    }

    private String literal() {
        String token = take();
        if (token.startsWith("'")) {
            return token.substring(1, token.length() - 1).replace("''", "'");
        }
        if (number(token) == null) {
            throw invalid("'" + token + "' is no literal");
        }
        return token;
    }

    private static Pattern like(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(
                    switch (c) {
                        case '%' -> ".*";
                        case '_' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private boolean takes(String word) {
        if (next < tokens.size() && tokens.get(next).equalsIgnoreCase(word)) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(String word) {
        if (!takes(word)) {
            throw unexpected();
        }
    }

    private String take() {
        if (next == tokens.size()) {
            throw unexpected();
        }
        return tokens.get(next++);
    }

    private List<String> tokens(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            found.add(matcher.group().strip());
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw invalid("cannot be read from '" + text.substring(end).strip() + "' on");
        }
        return found;
    }

    private GlueException unexpected() {
        return invalid(next < tokens.size() ? "'" + tokens.get(next) + "' is not expected" : "it ends too early");
    }

    private GlueException invalid(String reason) {
        return GlueException.invalidInput("Invalid expression '" + expression + "': " + reason);
    }
}
