package dev.tributary.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.error.ConfigException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingConventionTest {
    private final NamingConvention snake = NamingConvention.athena();

    @ParameterizedTest
    @CsvSource({"日本,x_u08vmw", "ÄÖ,x_q1cdmq", "ß,x_0cjeja", "🚀,x_9jtcna", "é,x_v1acpw"})
    void tagsANameInAForeignScript(String raw, String name) {
        assertThat(snake.identifier(raw)).isEqualTo(name);
        assertThat(snake.path(raw)).isEqualTo(name);
    }

    @Test
    void tagsOnlyTheForeignPartOfAPath() {
        assertThat(snake.path("日本__name")).isEqualTo("x_u08vmw__name");
    }

    @Test
    void keepsDltsNameWhereALetterSurvives() {
        assertThat(Stream.of("Émile", "ñandú", "a²").map(snake::identifier)).containsExactly("_mile", "_andx", "ax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__", "____"})
    void neverMakesAnEmptyPath(String raw) {
        assertThat(snake.path(raw)).isEqualTo("x_" + Tag.of(raw));
        assertThat(NamingConvention.of("sql_cs_v1", null).identifier(raw)).isEqualTo("x_" + Tag.of(raw));
    }

    @Test
    void namesABlankPathEmpty() {
        assertThat(Stream.of("", " ", "\u00a0\t").map(snake::path)).containsOnly("_empty");
    }

    @Test
    void refusesABlankIdentifier() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> snake.identifier(" "))
                .withMessage("a name needs a character that is not white space");
    }

    @Test
    void namesAgainWhatItNamed() {
        assertThat(Stream.of("日本", "UserID", "a b__C", "x".repeat(300)).map(snake::path))
                .allSatisfy(name -> assertThat(snake.path(name)).isEqualTo(name));
    }

    @Test
    void joinsAndCutsPaths() {
        NamingConvention twenty = NamingConvention.of("snake_case", 20);
        assertThat(snake.join("users", "pets")).isEqualTo("users__pets");
        assertThat(snake.join("users", "")).isEqualTo("users");
        assertThat(twenty.join("customers", "addresses_of_all"))
                .isEqualTo("custome" + Tag.of("customers__addresses_of_all") + "_of_all");
        assertThat(NamingConvention.of("direct", null).join("users", "pets")).isEqualTo("users▶pets");
    }

    @Test
    void cutsBetweenCharactersNotWithinThem() {
        String cut = NamingConvention.of("duck_case", 10).identifier("🚀".repeat(11));
        assertThat(cut).startsWith("🚀🚀").endsWith("🚀🚀").hasSize(14);
    }

    @Test
    void refusesAnUnknownConvention() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> NamingConvention.of("camel", null))
                .withMessage("Unknown naming convention 'camel' (available: snake_case, duck_case, direct, sql_cs_v1, "
                        + "sql_ci_v1, s3_tables)");
    }

    @Test
    void refusesALengthThatHoldsNoTag() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> NamingConvention.of("snake_case", 5))
                .withMessage("Invalid max_identifier_length: '5' (at least 6)");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> NamingConvention.of("s3_tables", 256))
                .withMessage("Invalid max_identifier_length: '256' (s3_tables takes at most 255)");
    }
}
