package dev.tributary.source.reflect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.error.ConfigException;
import dev.tributary.error.ExtractException;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.Resource;
import dev.tributary.source.ResourceState;
import dev.tributary.source.Source;
import dev.tributary.source.Transformer;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import dev.tributary.source.definition.Transformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransformerMethodTest {
    record Issue(int id, String title) {}

    @Source
    static class Github {
        @Resource
        Stream<Issue> issues() {
            return Stream.of(new Issue(1, "a"), new Issue(2, "b"));
        }

        @Transformer(from = "issues", parallel = 4, ordered = false)
        @Resource(name = "all_comments", primaryKey = "id", writeDisposition = WriteDisposition.MERGE)
        Stream<Map<String, Integer>> comments(Issue issue) {
            return Stream.of(Map.of("id", issue.id()));
        }

        @Transformer(from = "issues", batch = 7)
        List<JsonNode> labels(List<JsonNode> issues, ResourceState state) {
            state.resource().put("seen", issues.size());
            return issues;
        }

        @Transformer(from = "issues")
        Iterable<Issue> nothing(Map<String, Object> issue) {
            return null;
        }
    }

    private static ResourceDefinition resource(String name) {
        return SourceReader.read(new Github()).resources().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Transformation transformation(String name) {
        return (Transformation) resource(name).origin();
    }

    private static List<?> call(String name, Object... records) throws Exception {
        return transformation(name)
                .transform()
                .apply(List.of(records), ResourceState.empty())
                .toList();
    }

    @Test
    void takesTheHintsOfTheResourceBesideIt() {
        assertThat(resource("all_comments").hints())
                .isEqualTo(TableHints.of("all_comments")
                        .disposition(WriteDisposition.MERGE)
                        .primaryKey("id"));
        assertThat(resource("labels").hints()).isEqualTo(TableHints.of("labels"));
    }

    @Test
    void saysHowItIsCalled() {
        Transformation comments = transformation("all_comments");
        assertThat(comments.from()).isEqualTo("issues");
        assertThat(comments.parallel()).isEqualTo(4);
        assertThat(comments.ordered()).isFalse();
        assertThat(comments.batch()).isEqualTo(1);
        assertThat(transformation("labels").batch()).isEqualTo(7);
        assertThat(transformation("labels").ordered()).isTrue();
    }

    @Test
    void givesRecordsAsTheParameterWantsThem() throws Exception {
        JsonNode node = new ObjectMapper().readTree("{\"id\":5,\"title\":\"x\"}");

        assertThat(call("all_comments", new Issue(3, "c"))).isEqualTo(List.of(Map.of("id", 3)));
        assertThat(call("all_comments", node)).isEqualTo(List.of(Map.of("id", 5)));
        assertThat(call("all_comments", Map.of("id", 6, "title", "y"))).isEqualTo(List.of(Map.of("id", 6)));
        assertThat(call("labels", new Issue(7, "z")).toString()).isEqualTo("[{\"id\":7,\"title\":\"z\"}]");
    }

    @Test
    void takesNullForNoRecords() throws Exception {
        assertThat(call("nothing", new Issue(1, "a"))).isEmpty();
    }

    @Test
    void handsOverTheStateWhereItIsAskedFor() throws Exception {
        ResourceState state = ResourceState.empty();
        transformation("labels").transform().apply(List.of(Map.of(), Map.of()), state);

        assertThat(state.resource()).hasToString("{\"seen\":2}");
    }

    @Test
    void saysWhatARecordIsThatCannotBeGiven() {
        assertThatThrownBy(() -> call("all_comments", new ArrayList<>(List.of(1))))
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot extract resource 'all_comments': comments() takes Issue, and a record of 'issues'"
                        + " is ArrayList (Cannot deserialize value of type"
                        + " `dev.tributary.source.reflect.TransformerMethodTest$Issue` from Array value"
                        + " (token `JsonToken.START_ARRAY`))");
    }

    @Source
    static class Wrong {
        @Resource
        Stream<Issue> issues() {
            return Stream.of();
        }

        @Transformer(from = "isues")
        Stream<Issue> a(Issue issue) {
            return Stream.of();
        }

        @Transformer(from = "issues", parallel = 0, batch = 5)
        Stream<Issue> b(Issue issue) {
            return Stream.of();
        }

        @Transformer(from = "issues")
        Stream<Issue> c() {
            return Stream.of();
        }

        @Transformer(from = "issues", batch = 0)
        int d(List<Issue> issues) {
            return 1;
        }
    }

    @Test
    void tellsAllMistakesAtOnce() {
        assertThatThrownBy(() -> SourceReader.read(Wrong.class, SettingLookup.none()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        Cannot read source Wrong: 6 problems
                          1. @Transformer 'b': batch is 5, but b() takes one record (take a List of them)
                          2. @Transformer 'b': parallel is 0 (give 1 or more)
                          3. @Transformer 'c': c() has no parameters (take one record or a List of them, and if need be a ResourceState)
                          4. @Transformer 'd': batch is 0 (give 1 or more)
                          5. @Transformer 'd': d() returns int (return a Stream, Iterator or Iterable of records, or RawJson)
                          6. transformer 'a' takes records from 'isues', which is no resource (available: a, b, c, d, issues; did you mean 'issues'?)\
                        """);
    }
}
