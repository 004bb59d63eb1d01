package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.RunSettings;
import dev.tributary.schema.DataType;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.Column;
import dev.tributary.source.History;
import dev.tributary.source.Resource;
import dev.tributary.source.Source;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.reflect.SettingLookup;
import dev.tributary.source.reflect.SourceReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of annotated sources, merged run by run. */
class MergePipelineIT {
    @AutoClose
    static TestLake lake;

    @TempDir
    Path working;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    /** What the sources yield in the next run. */
    static List<Map<String, Object>> records = new ArrayList<>();

    @Source
    static class Merged {
        @Resource(
                writeDisposition = WriteDisposition.MERGE,
                mergeStrategy = MergeStrategy.UPSERT,
                primaryKey = "id",
                tableFormat = TableFormat.ICEBERG,
                columns = @Column(name = "gone", type = DataType.BOOL, hardDelete = true))
        List<Map<String, Object>> users() {
            return records;
        }
    }

    @Source
    static class Kept {
        @Resource(
                writeDisposition = WriteDisposition.MERGE,
                mergeStrategy = MergeStrategy.SCD2,
                tableFormat = TableFormat.ICEBERG,
                history = @History(validTo = "until", active = "9999-12-31T00:00:00Z"))
        List<Map<String, Object>> users() {
            return records;
        }
    }

    private void run(String dataset, Class<?> source, List<Map<String, Object>> yielded) {
        records = yielded;
        SourceDefinition definition = SourceReader.read(source, SettingLookup.none());
        Pipeline.of(dataset, dataset, AthenaDestination.of(lake.settings()), working, RunSettings.defaults())
                .run(definition, RunOptions.defaults());
    }

    private static List<String> values(String dataset, String table, String... columns) {
        return lake.iceberg(dataset, table).stream()
                .map(r -> {
                    List<Object> values = new ArrayList<>();
                    for (String column : columns) {
                        values.add(r.getField(column));
                    }
                    return values.toString();
                })
                .sorted()
                .toList();
    }

    @Test
    void upsertsRecordsWithTheirLists() {
        run(
                "upserted",
                Merged.class,
                List.of(
                        Map.of("id", 1, "name", "ann", "pets", List.of("cat", "dog")),
                        Map.of("id", 2, "name", "bob", "pets", List.of("ape")),
                        Map.of("id", 3, "name", "cid", "pets", List.of("eel"))));
        run(
                "upserted",
                Merged.class,
                List.of(
                        Map.of("id", 1, "name", "ann 2", "pets", List.of("cow")),
                        Map.of("id", 2, "gone", true),
                        Map.of("id", 4, "name", "dan")));

        assertThat(values("upserted", "users", "id", "name")).containsExactly("[1, ann 2]", "[3, cid]", "[4, dan]");
        assertThat(values("upserted", "users__pets", "value")).containsExactly("[cow]", "[eel]");
    }

    @Test
    void keepsTheHistoryOfRecordsWithTheirLists() {
        run(
                "kept",
                Kept.class,
                List.of(
                        Map.of("id", 1, "name", "ann", "pets", List.of("cat")),
                        Map.of("id", 2, "name", "bob", "pets", List.of("ape"))));
        run(
                "kept",
                Kept.class,
                List.of(
                        Map.of("id", 1, "name", "ann", "pets", List.of("cat", "dog")),
                        Map.of("id", 2, "name", "bob", "pets", List.of("ape"))));

        assertThat(lake.iceberg("kept", "users"))
                .extracting(r ->
                        r.getField("name") + (r.getField("until").toString().startsWith("9999") ? "" : " ended"))
                .containsExactlyInAnyOrder("ann", "ann ended", "bob");
        assertThat(lake.iceberg("kept", "users")).allMatch(r -> r.getField("_dlt_valid_from") != null);
        assertThat(values("kept", "users__pets", "value")).containsExactly("[ape]", "[cat]", "[cat]", "[dog]");
    }
}
