package dev.tributary.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.vectors.Vectors;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** dlt's names, but for those that are empty or in a foreign script altogether: docs/reference/differences-from-dlt.md. */
class NamingVectorTest {
    private static final Set<String> REDUCED_ALPHABET = Set.of("snake_case", "sql_cs_v1", "sql_ci_v1", "s3_tables");
    private static final Pattern TAGGED = Pattern.compile("x_[a-z0-9]{6}");

    static Stream<JsonNode> names() {
        return Vectors.of("naming.json");
    }

    static Stream<JsonNode> tags() {
        return Vectors.of("tags.json");
    }

    @ParameterizedTest
    @MethodSource
    void names(JsonNode row) {
        NamingConvention naming = NamingConvention.of(
                row.get("convention").asText(),
                row.get("max_length").isNull() ? null : row.get("max_length").asInt());
        check(row, "identifier", naming::identifier);
        check(row, "table", naming::table);
        check(row, "path", naming::path);
        check(row, "tables_path", naming::tablesPath);
    }

    @ParameterizedTest
    @MethodSource
    void tags(JsonNode row) {
        assertThat(Tag.of(row.get("in").asText())).isEqualTo(row.get("tag").asText());
    }

    private static void check(JsonNode row, String kind, UnaryOperator<String> name) {
        String raw = row.get("in").asText();
        if (row.has(kind + "_error")) {
            assertThatIllegalArgumentException().as(kind).isThrownBy(() -> name.apply(raw));
            return;
        }
        String golden = row.get(kind).asText();
        if (golden.isEmpty() && PythonSpace.isBlank(raw)) {
            assertThat(name.apply(raw)).as(kind).isEqualTo("_empty");
        } else if (golden.isEmpty() || differs(row.get("convention").asText(), kind, raw)) {
            assertThat(name.apply(raw))
                    .as(kind)
                    .matches(n -> TAGGED.matcher(n).find() || n.contains(Tag.of(raw)), "holds a tag");
        } else {
            assertThat(name.apply(raw)).as(kind).isEqualTo(golden);
        }
    }

    private static boolean differs(String convention, String kind, String raw) {
        String[] parts = kind.endsWith("path") ? raw.split("__") : new String[] {raw};
        return REDUCED_ALPHABET.contains(convention)
                && Stream.of(parts).filter(p -> !PythonSpace.isBlank(p)).anyMatch(NamingVectorTest::foreign);
    }

    private static boolean foreign(String part) {
        return Paths.strip(part).codePoints().anyMatch(c -> c > 127)
                && part.codePoints().noneMatch(c -> c < 128 ? Character.isLetterOrDigit(c) : Character.isDigit(c));
    }
}
