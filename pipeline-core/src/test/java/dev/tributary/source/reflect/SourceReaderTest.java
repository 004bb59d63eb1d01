package dev.tributary.source.reflect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.error.ConfigException;
import dev.tributary.error.ExtractException;
import dev.tributary.schema.DataType;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.Column;
import dev.tributary.source.Nested;
import dev.tributary.source.RawJson;
import dev.tributary.source.Resource;
import dev.tributary.source.ResourceState;
import dev.tributary.source.Source;
import dev.tributary.source.definition.DynamicSource;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceReaderTest {
    @Source
    static class GithubSource {
        @Resource
        private Stream<Map<String, Object>> issues() {
            return Stream.of(Map.of("id", 1), Map.of("id", 2));
        }

        @Resource(
                name = "commits",
                table = "all_commits",
                writeDisposition = WriteDisposition.MERGE,
                primaryKey = "sha",
                mergeKey = {"repo", "day"},
                tableFormat = TableFormat.ICEBERG,
                partition = {"dt", "day(created_at)", "bucket( 16 , id)", "truncate(2, name)"},
                columns = {
                    @Column(name = "amount", type = DataType.DECIMAL, precision = 12, scale = 2, nullable = false),
                    @Column(name = "note", description = "free text")
                },
                maxTableNesting = 2,
                selected = false)
        Iterable<Map<String, Object>> readCommits() {
            return List.of();
        }

        String notAResource(int i) {
            return "" + i;
        }
    }

    @Test
    void namesSourceAndResourceAfterClassAndMethod() {
        SourceDefinition source = SourceReader.read(GithubSource.class, SettingLookup.none());

        assertThat(source.name()).isEqualTo("github");
        assertThat(source.maxTableNesting()).isNull();
        assertThat(source.rootKey()).isNull();
        assertThat(source.resources()).extracting(ResourceDefinition::name).containsExactly("commits", "issues");
        ResourceDefinition issues = source.resources().get(1);
        assertThat(issues).isEqualTo(ResourceDefinition.of("issues", issues.records()));
    }

    @Test
    void takesEveryHintOfTheAnnotation() {
        ResourceDefinition commits =
                SourceReader.read(new GithubSource()).resources().get(0);

        assertThat(commits)
                .isEqualTo(new ResourceDefinition(
                        "commits",
                        TableHints.of("all_commits")
                                .disposition(WriteDisposition.MERGE)
                                .primaryKey("sha")
                                .mergeKey("repo", "day")
                                .format(TableFormat.ICEBERG)
                                .partition(
                                        new PartitionField("dt", PartitionField.Transform.IDENTITY, null),
                                        new PartitionField("created_at", PartitionField.Transform.DAY, null),
                                        new PartitionField("id", PartitionField.Transform.BUCKET, 16),
                                        new PartitionField("name", PartitionField.Transform.TRUNCATE, 2))
                                .columns(
                                        new dev.tributary.schema.Column(
                                                "amount", DataType.DECIMAL, false, 12, 2, Set.of(), null),
                                        new dev.tributary.schema.Column(
                                                "note", null, true, null, null, Set.of(), "free text"))
                                .maxTableNesting(2),
                        false,
                        commits.records()));
    }

    @Source(name = "shop", maxTableNesting = 1, rootKey = true)
    static class Forms {
        private final AtomicBoolean closed = new AtomicBoolean();

        @Resource
        Iterator<Map<String, Object>> iterator() {
            return List.<Map<String, Object>>of(Map.of("a", 1)).iterator();
        }

        @Resource
        RawJson raw() {
            return RawJson.of("text", "{}");
        }

        @Resource
        JsonNode array() throws IOException {
            return new ObjectMapper().readTree("[1, 2]");
        }

        @Resource
        JsonNode object() throws IOException {
            return new ObjectMapper().readTree("{\"a\": 1, \"b\": 2}");
        }

        @Resource
        CloseableRecords closeable() {
            return new CloseableRecords(closed);
        }
    }

    record CloseableRecords(AtomicBoolean closed) implements Iterable<Map<String, Object>>, AutoCloseable {
        @Override
        public Iterator<Map<String, Object>> iterator() {
            return List.<Map<String, Object>>of(Map.of("a", 1)).iterator();
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @Test
    void takesRecordsInEveryForm() throws Exception {
        SourceDefinition source = SourceReader.read(new Forms());

        assertThat(source.name()).isEqualTo("shop");
        assertThat(source.maxTableNesting()).isEqualTo(1);
        assertThat(source.rootKey()).isTrue();
        assertThat(records(source, "iterator")).isEqualTo(List.of(Map.of("a", 1)));
        assertThat(records(source, "raw")).hasSize(1);
        assertThat(records(source, "array")).hasSize(2);
        assertThat(records(source, "object")).hasSize(1);
    }

    @Test
    void closesWhatTheMethodReturned() throws Exception {
        Forms forms = new Forms();

        assertThat(records(SourceReader.read(forms), "closeable")).hasSize(1);
        assertThat(forms.closed).isTrue();
    }

    @Test
    void callsTheMethodOnlyWhenRecordsAreWanted() {
        SourceDefinition source = SourceReader.read(Failing.class, SettingLookup.none());

        assertThatThrownBy(() -> records(source, "broken"))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThatThrownBy(() -> records(source, "nothing"))
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot extract resource 'nothing': nothing() returned null"
                        + " (return an empty stream where there is nothing)");
    }

    @Source
    static class Failing {
        @Resource
        Stream<Map<String, Object>> broken() throws IOException {
            throw new IOException("connection reset");
        }

        @Resource
        @SuppressWarnings("NullAway")
        List<Map<String, Object>> nothing() {
            return null;
        }
    }

    static class Parent {
        @Resource
        List<Map<String, Object>> inherited() {
            return List.of();
        }
    }

    @Source
    static class Child extends Parent implements DynamicSource {
        @Override
        public List<ResourceDefinition> resources() {
            return List.of(ResourceDefinition.of("b", Stream::of), ResourceDefinition.of("a", Stream::of));
        }
    }

    @Test
    void addsInheritedAndDynamicResources() {
        assertThat(SourceReader.read(Child.class, SettingLookup.none()).resources())
                .extracting(ResourceDefinition::name)
                .containsExactly("inherited", "b", "a");
    }

    @Source
    static class MistakesSource {
        @Resource(writeDisposition = WriteDisposition.MERGE)
        List<Map<String, Object>> a() {
            return List.of();
        }

        @Resource
        String b() {
            return "";
        }

        @Resource
        Stream<String> c() {
            return Stream.of();
        }

        @Resource
        List<Integer> d(int page) {
            return List.of();
        }

        @Resource(partition = {"dya(x)", "bucket(id)", "day(3, x)", "a b(", ""})
        List<Map<String, Object>> e() {
            return List.of();
        }

        @Resource(
                tableFormat = TableFormat.HIVE,
                partition = {"day(x)", "bucket(16, id)"})
        List<Map<String, Object>> f() {
            return List.of();
        }

        @Resource(
                primaryKey = {"id", "id"},
                mergeKey = " ",
                writeDisposition = WriteDisposition.SKIP,
                tableFormat = {TableFormat.HIVE, TableFormat.ICEBERG},
                maxTableNesting = -2)
        List<Map<String, Object>> g() {
            return List.of();
        }

        @Resource(
                columns = {
                    @Column(
                            name = "x",
                            type = {DataType.TEXT, DataType.JSON}),
                    @Column(name = "x", precision = 2, scale = 3),
                    @Column(name = "")
                })
        List<Map<String, Object>> h() {
            return List.of();
        }

        @Resource
        List<Map<String, Object>> issues() {
            return List.of();
        }

        @Resource(name = "issues")
        List<Map<String, Object>> openIssues() {
            return List.of();
        }

        @Resource(name = "issues", table = "others")
        List<Map<String, Object>> otherIssues() {
            return List.of();
        }

        @Resource
        Map<String, Object> z() {
            return Map.of();
        }
    }

    @Test
    void reportsAllMistakesAtOnce() {
        String forms = " (write column, year(column), month(column), day(column), hour(column),"
                + " bucket(n, column) or truncate(n, column))";
        assertThatThrownBy(() -> SourceReader.read(MistakesSource.class, SettingLookup.none()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(String.join(
                        "\n",
                        "Cannot read source MistakesSource: 23 problems",
                        "  1. @Resource 'a': write disposition MERGE needs a primaryKey",
                        "  2. @Resource 'b': b() returns String"
                                + " (return a Stream, Iterator or Iterable of records, or RawJson)",
                        "  3. @Resource 'c': c() returns Stream of String, which is no record"
                                + " (wrap JSON text in RawJson.of)",
                        "  4. @Resource 'd': d() has a parameter of type int (it may be a Cursor with @Incremental or a ResourceState; settings are parameters of the constructor)",
                        "  5. @Resource 'd': d() returns List of Integer, which is no record"
                                + " (return maps, Java records, beans, Jackson nodes or RawJson)",
                        "  6. @Resource 'e': partition 'dya(x)' has an unknown transform 'dya'" + forms,
                        "  7. @Resource 'e': partition 'bucket(id)' needs a number above 0" + forms,
                        "  8. @Resource 'e': partition 'day(3, x)' has a number too many" + forms,
                        "  9. @Resource 'e': partition 'a b(' is not understood" + forms,
                        "  10. @Resource 'e': partition '' is not understood" + forms,
                        "  11. @Resource 'f': partition BUCKET of 'id' is not possible for HIVE"
                                + " (use the column, year, month, day or hour, or tableFormat = ICEBERG)",
                        "  12. @Resource 'g': write disposition SKIP is for system tables only (use selected = false)",
                        "  13. @Resource 'g': tableFormat has 2 values (give one)",
                        "  14. @Resource 'g': primaryKey names column 'id' twice",
                        "  15. @Resource 'g': mergeKey has a column without a name",
                        "  16. @Resource 'g': maxTableNesting is -2 (give 0 or more)",
                        "  17. @Resource 'h': column 'x' has 2 types (give one)",
                        "  18. @Resource 'h': columns names column 'x' twice",
                        "  19. @Resource 'h': column 'x' has scale 3 above its precision 2",
                        "  20. @Resource 'h': columns has a column without a name",
                        "  21. @Resource 'z': z() returns Map"
                                + " (return a Stream, Iterator or Iterable of records, or RawJson)",
                        "  22. issues() and openIssues() are both resource 'issues'"
                                + " (name one with @Resource(name = …))",
                        "  23. issues() and otherIssues() are both resource 'issues'"
                                + " (name one with @Resource(name = …))"));
    }

    @Source
    static class Shared {
        @Resource(table = "events", primaryKey = "id")
        List<Map<String, Object>> clicks() {
            return List.of();
        }

        @Resource(table = "events", primaryKey = "id")
        List<Map<String, Object>> views() {
            return List.of();
        }
    }

    @Source
    static class Torn extends Shared {
        @Resource(table = "events", primaryKey = "key")
        List<Map<String, Object>> errors() {
            return List.of();
        }
    }

    @Test
    void letsResourcesShareATableWhenTheySayTheSameOfIt() {
        assertThat(SourceReader.read(new Shared()).resources())
                .extracting(r -> r.name() + " " + r.hints().table())
                .containsExactly("clicks events", "views events");
        assertThatThrownBy(() -> SourceReader.read(new Torn()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        Cannot read source Torn: 1 problem
                          1. clicks() and errors() both write to table 'events', and say different things of it (give both the same hints, or one another table)""");
    }

    @Source
    static class Routed {
        @Resource(
                tableFrom = "type",
                nested = @Nested(path = "pets", columns = @Column(name = "id", type = DataType.TEXT)),
                exclude = "re:^a",
                include = "ab")
        List<Map<String, Object>> events() {
            return List.of();
        }
    }

    @Test
    void readsWhatIsSaidOfTheStructure() {
        assertThat(SourceReader.read(new Routed()).resources().get(0).hints())
                .isEqualTo(TableHints.of("events")
                        .tableFrom("type")
                        .nested("pets", dev.tributary.schema.Column.of("id", DataType.TEXT))
                        .exclude("re:^a")
                        .include("ab"));
    }

    abstract static class Bare {
        Bare() {}
    }

    @Test
    void refusesAClassThatIsNoSource() {
        assertThatThrownBy(() -> SourceReader.read(Bare.class, SettingLookup.none()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        Cannot read source Bare: 3 problems
                          1. the class is abstract (no instance can be made)
                          2. the class has no @Source
                          3. no method has @Resource""");
    }

    @Source(maxTableNesting = -3)
    class Inner extends Parent {}

    @Test
    void refusesAnInnerClass() {
        assertThatThrownBy(() -> SourceReader.read(Inner.class, SettingLookup.none()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        Cannot read source Inner: 2 problems
                          1. the class is an inner class (make it static)
                          2. @Source: maxTableNesting is -3 (give 0 or more)""");
    }

    @Source
    static class TwoWays extends Parent {
        TwoWays() {}

        TwoWays(String way) {}
    }

    @Test
    void refusesTwoConstructors() {
        assertThatThrownBy(() -> SourceReader.read(TwoWays.class, SettingLookup.none()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        Cannot read source TwoWays: 1 problem
                          1. the class has 2 constructors (keep one; its parameters are the source's settings)""");
    }

    @Test
    void takesAnInstanceOfAClassWithTwoConstructors() {
        assertThat(SourceReader.read(new TwoWays("x")).name()).isEqualTo("two_ways");
    }

    private static List<?> records(SourceDefinition source, String resource) throws Exception {
        ResourceDefinition found = source.resources().stream()
                .filter(r -> r.name().equals(resource))
                .findFirst()
                .orElseThrow();
        try (Stream<?> records = found.records().open(ResourceState.empty())) {
            return records.toList();
        }
    }
}
