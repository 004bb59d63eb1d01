package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.Schema;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids of rows that are merged: digests of keys or content, as dlt makes them, and roots named in nested rows. */
class RowIdTest {
    private static final TableHints MERGED =
            TableHints.of("items").disposition(WriteDisposition.MERGE).primaryKey("id");

    /** dlt's digest of {@code {"id":1}}. */
    private static final String ID_1 = "z5jIxXIbUnmbKw";

    @TempDir
    Path folder;

    private record Toy(String name) {}

    private record Pet(long id, List<Toy> toys) {}

    @ParameterizedTest
    @EnumSource(names = {"UPSERT", "INSERT_ONLY"})
    void makesRootIdsOfTheKey(MergeStrategy strategy) {
        NormalizedFiles files = json(
                MERGED.mergeStrategy(strategy),
                "{\"x\":5,\"id\":1,\"pets\":[{\"toys\":[\"a\"]},{}]}\n{\"id\":\"a\",\"b\":null}");

        assertThat(values(files, "items", "_dlt_id")).containsExactly(ID_1, "b1HGr2sRri5NPQ");
        assertThat(values(files, "items__pets", "_dlt_id")).containsExactly("n278oJBbIu08fw", "E+lOClv7gAOg/A");
        assertThat(values(files, "items__pets__toys", "_dlt_id")).containsExactly("BUyDH5tODVKjYw");
        assertThat(values(files, "items__pets__toys", "_dlt_parent_id")).containsExactly("n278oJBbIu08fw");
        assertThat(values(files, "items__pets__toys", "_dlt_root_id")).containsExactly(ID_1);
    }

    @Test
    void makesRootIdsOfAKeyOfSeveralColumnsInTheOrderOfTheirNames() {
        NormalizedFiles files = json(
                MERGED.mergeStrategy(MergeStrategy.UPSERT).primaryKey("B.C", "A"),
                "{\"b\":{\"C\":2},\"A\":\"x\"}\n{\"A\":\"x\",\"b\":{\"z\":0,\"C\":2}}");

        assertThat(files.rows("_dlt_rejects")).hasSize(2);
        files = NormalizedFiles.of(
                next(),
                items(
                        MERGED.mergeStrategy(MergeStrategy.UPSERT).primaryKey("b__C", "A"),
                        "{\"b\":{\"C\":2},\"A\":\"x\"}\n{\"A\":\"x\",\"b\":{\"z\":0,\"C\":2}}"));
        assertThat(values(files, "items", "_dlt_id")).containsExactly("l96C8ijid64C/w", "l96C8ijid64C/w");
    }

    @Test
    void makesRootIdsOfTheKeyAsItStandsInTheRecord() {
        NormalizedFiles files = json(MERGED.mergeStrategy(MergeStrategy.UPSERT), "{\"id\":\"2024-01-01T10:00:00Z\"}");

        assertThat(files.columns("items")).startsWith("id timestamp");
        assertThat(values(files, "items", "_dlt_id")).containsExactly("uaW2tMhIpBbxVw");
        NormalizedFiles objects = NormalizedFiles.of(
                next(),
                ResourceDefinition.of("items", state -> Stream.of(Map.of("id", Instant.parse("2024-01-01T10:00:00Z"))))
                        .with(MERGED.mergeStrategy(MergeStrategy.UPSERT)));
        assertThat(values(objects, "items", "_dlt_id")).containsExactly("Pc75vqPATPLRBA");
    }

    @Test
    void rejectsARecordThatLacksAFieldOfItsKey() {
        NormalizedFiles files = json(
                MERGED.mergeStrategy(MergeStrategy.UPSERT),
                "{\"id\":1,\"pets\":[{}]}\n{\"x\":2,\"pets\":[{}]}\n{\"id\":null}");

        assertThat(values(files, "items", "_dlt_id")).containsExactly(ID_1);
        assertThat(files.rows("items__pets")).hasSize(1);
        assertThat(files.rows("_dlt_rejects"))
                .extracting(r -> r.get("path") + ": " + r.get("reason"))
                .containsExactly(
                        "id: there is no 'id', which is of the primary key of table 'items'"
                                + " (records that are merged need it) (line 2 of items)",
                        "id: there is no 'id', which is of the primary key of table 'items'"
                                + " (records that are merged need it) (line 3 of items)");
    }

    @Test
    void makesRootIdsOfTheContentForScd2() {
        String records = "{\"x\":{\"b\":null,\"a\":\"é\"},\"id\":1,\"A\":[{\"n\":1.0}],\"_dlt_load_id\":\"7\"}";
        TableHints hints = MERGED.mergeStrategy(MergeStrategy.SCD2);

        NormalizedFiles files = json(hints, records);

        assertThat(values(files, "items", "_dlt_id")).containsExactly("l+7IuHreProyxQ");
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("b", null);
        inner.put("a", "é");
        Map<String, Object> map = Map.of("id", 1, "x", inner, "A", List.of(Map.of("n", 1.0)));
        NormalizedFiles maps = NormalizedFiles.of(
                next(), ResourceDefinition.of("items", state -> Stream.of(map)).with(hints));
        assertThat(values(maps, "items", "_dlt_id")).containsExactly("l+7IuHreProyxQ");
    }

    /** Values with the id that dlt gives the record in which they are {@code x}: it marks what a text stands for. */
    static Stream<Arguments> marked() {
        return Stream.of(
                arguments(Instant.parse("2024-01-01T10:00:00Z"), "jUJ171BWjj757A"),
                arguments(LocalDate.parse("2024-01-01"), "XJ+mvC+wF+qUmw"),
                arguments(java.sql.Date.valueOf("2024-01-01"), "XJ+mvC+wF+qUmw"),
                arguments(LocalTime.of(10, 0).plusNanos(5_000), "38nCL7m/7zHdNA"),
                arguments(new BigDecimal("1.10"), "JCaBblzsXG3DKA"),
                arguments(new BigDecimal("1E+5"), "BICjnZBAs3LYtg"),
                arguments(new byte[] {0, -1}, "6Pfu5BY4OGrTWA"),
                arguments(UUID.fromString("12345678-1234-5678-1234-567812345678"), "XGPbym8FPgOzPw"));
    }

    /** Values of which a key does not tell everything: the zone, and what is in lists. */
    static Stream<Arguments> markedInContent() {
        LocalDateTime local = LocalDateTime.parse("2024-01-01T10:00");
        return Stream.of(
                arguments(local.atOffset(ZoneOffset.ofHoursMinutes(5, 30)), "GCWuEbXI2O9c5w"),
                arguments(local.plusNanos(5_999), "0AJtRqppa9CgVQ"),
                arguments(Timestamp.valueOf(local.plusNanos(5_000)), "0AJtRqppa9CgVQ"),
                arguments(List.of(new BigDecimal("1.5"), Map.of("at", local.toLocalDate())), "Zzoh8p0cPlLADQ"));
    }

    @ParameterizedTest
    @MethodSource({"marked", "markedInContent"})
    void makesIdsOfContentOfTheFormThatDltExtractsTo(Object value, String id) {
        assertThat(id(MERGED.mergeStrategy(MergeStrategy.SCD2), value)).isEqualTo(id);
    }

    @ParameterizedTest
    @MethodSource("marked")
    void makesIdsOfKeysOfTheFormThatDltExtractsTo(Object value, String id) {
        assertThat(id(MERGED.primaryKey("x").mergeStrategy(MergeStrategy.UPSERT), value))
                .isEqualTo(id);
    }

    @Test
    void takesATimestampWithoutZoneForOneOfUtcInAKey() {
        TableHints hints = MERGED.primaryKey("x").mergeStrategy(MergeStrategy.UPSERT);

        assertThat(id(hints, LocalDateTime.parse("2024-01-01T10:00"))).isEqualTo("jUJ171BWjj757A");
    }

    private Object id(TableHints hints, Object value) {
        NormalizedFiles files = NormalizedFiles.of(
                next(),
                ResourceDefinition.of("items", state -> Stream.of(Map.of("x", value)))
                        .with(hints));
        return values(files, "items", "_dlt_id").get(0);
    }

    @Test
    void makesIdsOfSeveralSuchValues() {
        Map<String, Object> record =
                Map.of("id", 1, "d", new BigDecimal("1.50"), "at", Instant.parse("2024-01-01T10:00:00Z"));

        NormalizedFiles files = NormalizedFiles.of(
                next(),
                ResourceDefinition.of("items", state -> Stream.of(record))
                        .with(MERGED.mergeStrategy(MergeStrategy.SCD2)));

        assertThat(values(files, "items", "_dlt_id")).containsExactly("qnBmDMEyrGmQQQ");
    }

    @Test
    void makesIdsOfJavaRecordsAsOfJson() {
        Pet pet = new Pet(1, List.of(new Toy("ball")));
        NormalizedFiles objects = NormalizedFiles.of(
                next(),
                ResourceDefinition.of("items", state -> Stream.of(pet)).with(MERGED.mergeStrategy(MergeStrategy.SCD2)));
        NormalizedFiles json =
                json(MERGED.mergeStrategy(MergeStrategy.SCD2), "{\"toys\":[{\"name\":\"ball\"}],\"id\":1}");

        assertThat(values(objects, "items", "_dlt_id")).isEqualTo(values(json, "items", "_dlt_id"));
    }

    @Test
    void keepsTheIdThatARecordBrings() {
        NormalizedFiles files = json(
                MERGED.mergeStrategy(MergeStrategy.UPSERT),
                "{\"_dlt_id\":\"abc\",\"id\":1,\"users__pets\":[{}]}\n{\"_dlt_id\":\"\",\"id\":1}\n{\"_dlt_id\":7,\"id\":2}");

        assertThat(values(files, "items", "_dlt_id")).containsExactly("abc", ID_1, "7");
        NormalizedFiles counted = json(TableHints.of("abc"), "{\"_dlt_id\":\"abc\",\"users__pets\":[{}]}");
        assertThat(values(counted, "items", "_dlt_id")).containsExactly("abc");
    }

    @Test
    void givesNestedRowsOfAGivenIdTheirDigests() {
        NormalizedFiles files = NormalizedFiles.of(
                next(),
                ResourceDefinition.of(
                        "users",
                        state -> Stream.of(RawJson.of(
                                "users", "{\"_dlt_id\":\"abc\",\"pets\":[{\"a\":1},{\"_dlt_id\":\"own\"}]}"))));

        assertThat(values(files, "users__pets", "_dlt_id")).containsExactly("9dTj8cY5n+nG2A", "own");
    }

    @Test
    void namesTheRootInNestedRowsAtItsPlace() {
        NormalizedFiles files = json(
                MERGED,
                "{\"id\":1,\"pets\":[{\"x\":1},{\"late\":1,\"toys\":[1]}]}\n{\"id\":2,\"pets\":[{\"toys\":[2]}]}");

        assertThat(files.columns("items__pets"))
                .containsExactly(
                        "x bigint",
                        "_dlt_root_id text",
                        "_dlt_parent_id text",
                        "_dlt_list_idx bigint",
                        "_dlt_id text",
                        "late bigint");
        assertThat(files.schema().tables().get("items__pets").find("_dlt_root_id"))
                .contains(Column.required("_dlt_root_id", DataType.TEXT, ColumnHint.ROOT_KEY));
        List<Object> roots = values(files, "items", "_dlt_id");
        assertThat(values(files, "items__pets", "_dlt_root_id"))
                .containsExactly(roots.get(0), roots.get(0), roots.get(1));
        assertThat(values(files, "items__pets__toys", "_dlt_root_id")).containsExactlyElementsOf(roots);
    }

    @Test
    void namesNoRootWhereNothingNeedsIt() {
        String record = "{\"id\":1,\"pets\":[1]}";

        assertThat(rooted(TableHints.of("items"), null, record)).isFalse();
        assertThat(rooted(TableHints.of("items"), true, record)).isTrue();
        assertThat(rooted(MERGED, null, record)).isTrue();
        assertThat(rooted(MERGED, false, record)).isFalse();
        assertThat(rooted(MERGED.mergeStrategy(MergeStrategy.SCD2), null, record))
                .isFalse();
        assertThat(rooted(MERGED.mergeStrategy(MergeStrategy.SCD2), true, record))
                .isTrue();
        assertThat(rooted(MERGED.format(TableFormat.HIVE), null, record)).isFalse();
    }

    @Test
    void addsTheRootLaterToATableThatHasRows() {
        String record = "{\"id\":1,\"pets\":[1]}";
        Schema before = json(TableHints.of("items"), record).schema();

        NormalizedFiles files = of(MERGED, null, before, record);

        assertThat(files.columns("items__pets")).endsWith("_dlt_id text", "_dlt_root_id text");
        assertThat(files.schema().tables().get("items__pets").find("_dlt_root_id"))
                .contains(new Column(
                        "_dlt_root_id", DataType.TEXT, true, null, null, java.util.Set.of(ColumnHint.ROOT_KEY), null));
        assertThat(values(files, "items__pets", "_dlt_root_id")).isEqualTo(values(files, "items", "_dlt_id"));
        NormalizedFiles appended = of(TableHints.of("items"), null, files.schema(), record);
        assertThat(values(appended, "items__pets", "_dlt_root_id")).isEqualTo(values(appended, "items", "_dlt_id"));
    }

    @Test
    void countsTheIdsOfTablesThatAreNotMerged() {
        TableHints hive = MERGED.mergeStrategy(MergeStrategy.UPSERT).format(TableFormat.HIVE);

        assertThat(values(json(hive, "{\"x\":1}"), "items", "_dlt_id"))
                .doesNotContain(ID_1)
                .hasSize(1);
    }

    @Test
    void keepsColumnsThatAreSystemColumnsOfOtherTables() {
        NormalizedFiles files =
                json(TableHints.of("items"), "{\"_dlt_parent_id\":\"p\",\"_dlt_list_idx\":3,\"_dlt_root_id\":\"r\"}");

        assertThat(files.rows("items").get(0))
                .containsEntry("_dlt_parent_id", "p")
                .containsEntry("_dlt_list_idx", 3L)
                .containsEntry("_dlt_root_id", "r");
    }

    private Path next() {
        try {
            return Files.createTempDirectory(folder, "files");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean rooted(TableHints hints, @Nullable Boolean rootKey, String record) {
        return of(hints, rootKey, Schema.empty("test"), record)
                .columns("items__pets")
                .contains("_dlt_root_id text");
    }

    private NormalizedFiles of(TableHints hints, @Nullable Boolean rootKey, Schema schema, String records) {
        SourceDefinition source = new SourceDefinition("test", List.of(items(hints, records)), null).rootKey(rootKey);
        return NormalizedFiles.of(next(), NormalizedFiles.settings(1), schema, source);
    }

    private NormalizedFiles json(TableHints hints, String records) {
        return NormalizedFiles.of(next(), items(hints, records));
    }

    private static ResourceDefinition items(TableHints hints, String records) {
        return ResourceDefinition.of("items", state -> Stream.of(RawJson.of("items", records)))
                .with(hints.table("items"));
    }

    private static List<Object> values(NormalizedFiles files, String table, String column) {
        List<Object> values = new ArrayList<>();
        files.rows(table).forEach(row -> values.add(row.get(column)));
        return values;
    }
}
