package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.tributary.error.SchemaException;
import dev.tributary.extract.Extract;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.naming.NamingConvention;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.progress.Progress;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.PartitionField.Transform;
import dev.tributary.schema.Schema;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.schema.change.SchemaChange;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.definition.TableHints;
import dev.tributary.source.incremental.IncrementalDefinition;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizeTest {
    @TempDir
    Path folder;

    @Test
    void putsNestedColumnsBehindPlainOnesLastObjectFirst() {
        NormalizedFiles files =
                json("{\"id\":1,\"profile\":{\"city\":\"P\",\"geo\":{\"lat\":1.5}},\"other\":{\"z\":1}}");

        assertThat(files.columns("items"))
                .containsExactly(
                        "id bigint",
                        "other__z bigint",
                        "profile__city text",
                        "profile__geo__lat double",
                        "_dlt_load_id text",
                        "_dlt_id text");
    }

    @Test
    void appendsLateColumnsBehindTheSystemColumns() {
        NormalizedFiles files = json("{\"id\":1}\n{\"late\":true,\"id\":2}");

        assertThat(files.columns("items"))
                .containsExactly("id bigint", "_dlt_load_id text", "_dlt_id text", "late bool");
    }

    @Test
    void givesRowsIdsThatLeadFromChildToParent() {
        NormalizedFiles files =
                json("{\"id\":1,\"pets\":[{\"toys\":[\"a\",\"b\"]},{}]}\n{\"id\":2,\"pets\":[{\"toys\":[\"c\"]}]}");

        List<Object> roots = values(files, "items", "_dlt_id");
        List<Object> pets = values(files, "items__pets", "_dlt_id");
        assertThat(roots).doesNotHaveDuplicates().allMatch(id -> id.toString().length() == 14);
        assertThat(values(files, "items__pets", "_dlt_parent_id"))
                .containsExactly(roots.get(0), roots.get(0), roots.get(1));
        assertThat(values(files, "items__pets", "_dlt_list_idx")).containsExactly(0L, 1L, 0L);
        assertThat(values(files, "items__pets__toys", "_dlt_parent_id"))
                .containsExactly(pets.get(0), pets.get(0), pets.get(2));
        assertThat(values(files, "items__pets__toys", "value")).containsExactly("a", "b", "c");
    }

    @Test
    void widensAnIntegerColumnToDoubleWhileTheFirstRecordsAreHeld() {
        NormalizedFiles files = json("{\"x\":1}\n{\"x\":2.5}\n{\"x\":3}");

        assertThat(files.columns("items")).startsWith("x double");
        assertThat(values(files, "items", "x")).containsExactly(1.0, 2.5, 3.0);
    }

    @Test
    void makesAVariantWhereADoubleWouldLoseDigits() {
        NormalizedFiles files = json("{\"x\":9007199254740993}\n{\"x\":2.5}");

        assertThat(files.columns("items")).startsWith("x bigint").contains("x__v_double double");
        assertThat(values(files, "items", "x")).containsExactly(9007199254740993L, null);
    }

    @Test
    void makesAVariantAfterTheFirstRecords() {
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, 30_000)
                .forEach(i -> lines.append("{\"x\":").append(i).append("}\n"));
        lines.append("{\"x\":2.5}");

        NormalizedFiles files = json(lines.toString());

        assertThat(files.columns("items")).startsWith("x bigint").contains("x__v_double double");
        assertThat(files.rows("items")).hasSize(30_001);
    }

    @Test
    void keepsColumnsThatTheDestinationHasAsTheyAre() {
        Schema schema = json("{\"x\":1}").schema();

        NormalizedFiles files = NormalizedFiles.of(folder, NormalizedFiles.settings(2), schema, items("{\"x\":2.5}"));

        assertThat(files.columns("items")).startsWith("x bigint").contains("x__v_double double");
        assertThat(files.result().changes())
                .containsExactly(new SchemaChange.NewColumn("items", "x__v_double", DataType.DOUBLE));
    }

    @Test
    void keepsIntegersBeyond64BitsAsDecimals() {
        NormalizedFiles files = json("{\"x\":1}\n{\"x\":50719297655545113494805}\n{\"y\":50719297655545113494805}");

        assertThat(files.columns("items")).startsWith("x decimal").contains("y decimal");
        assertThat(values(files, "items", "x"))
                .containsExactly(new BigDecimal(1), new BigDecimal("50719297655545113494805"), null);
    }

    @Test
    void keepsIntegersBeyond38DigitsAsText() {
        String big = BigInteger.TEN.pow(40).toString();
        NormalizedFiles files = json("{\"x\":1}\n{\"x\":" + big + "}");

        assertThat(files.columns("items")).startsWith("x text");
        assertThat(values(files, "items", "x")).containsExactly("1", big);
    }

    @Test
    void makesVariantsOfTheTypeThatTheirNameSays() {
        NormalizedFiles files = json("{\"x\":1}\n{\"x\":\"2024-01-01T10:00:00Z\"}\n{\"x\":\"n/a\"}");

        assertThat(files.columns("items")).contains("x bigint", "x__v_text text");
        assertThat(values(files, "items", "x__v_text")).containsExactly(null, "2024-01-01T10:00:00Z", "n/a");
    }

    @Test
    void makesVariantsOfDecimalsThatHaveFractions() {
        NormalizedFiles files = NormalizedFiles.of(
                fresh(),
                ResourceDefinition.of(
                        "items",
                        state -> Stream.of(true, new BigDecimal("1"), new BigDecimal("2.5"))
                                .map(x -> Map.of("x", x))));

        assertThat(files.columns("items")).contains("x bool", "x__v_decimal decimal");
        assertThat(values(files, "items", "x")).containsExactly(true, true, null);
        assertThat(values(files, "items", "x__v_decimal")).containsExactly(null, null, new BigDecimal("2.500000000"));
    }

    @Test
    void doesNotTakeAnIntegerForADecimalThatHasNoRoomForIt() {
        BigDecimal fits = new BigDecimal("12345678901234567890123456789");
        ResourceDefinition resource = items("{\"x\":" + fits + "}\n{\"x\":" + fits + "0}");

        NormalizedFiles files =
                NormalizedFiles.of(folder, resource.with(resource.hints().columns(Column.of("x", DataType.DECIMAL))));

        assertThat(values(files, "items", "x")).containsExactly(fits.setScale(9), null);
        assertThat(values(files, "items", "x__v_decimal"))
                .containsExactly(null, fits.multiply(BigDecimal.TEN).setScale(0));
    }

    @Test
    void keepsDoublesInJsonAsDltWritesThemAndDecimalsAsNumbers() {
        List<Object> numbers =
                List.of(1.0, 1e15, 1e16, 1e18, 1e-5, 1e-7, -0.0, 0.1f, 1e20f, Double.NaN, new BigDecimal("1.10"));
        ResourceDefinition resource = ResourceDefinition.of("items", state -> Stream.of(Map.of("x", numbers)));

        NormalizedFiles files =
                NormalizedFiles.of(fresh(), resource.with(resource.hints().maxTableNesting(0)));

        assertThat(values(files, "items", "x"))
                .containsExactly("[1.0,1000000000000000.0,1e16,1e18,0.00001,1e-7,-0.0,0.1,1e20,\"NaN\",1.10]");
    }

    @Test
    void keepsTimesInJsonAsDltWritesThem() {
        OffsetDateTime at = OffsetDateTime.parse("2024-01-01T10:00:00.5+02:00");
        List<Object> times = List.of(
                at,
                at.withNano(0).toInstant(),
                at.toLocalDateTime(),
                at.withNano(0).toLocalTime(),
                at.toLocalDate(),
                new Timestamp(0));
        ResourceDefinition resource = ResourceDefinition.of("items", state -> Stream.of(Map.of("x", times)));

        NormalizedFiles files =
                NormalizedFiles.of(fresh(), resource.with(resource.hints().maxTableNesting(0)));

        assertThat(values(files, "items", "x"))
                .containsExactly(
                        "[\"2024-01-01T10:00:00.500000+02:00\",\"2024-01-01T08:00:00+00:00\",\"2024-01-01T10:00:00.500000\",\"10:00:00\",\"2024-01-01\",\"%s\"]"
                                .formatted(new Timestamp(0).toLocalDateTime() + ":00"));
    }

    @Test
    void takesTextWithTheMarksOfDltsFilesForText() {
        NormalizedFiles files = json("{\"x\":\"\\uf02612\"}");

        assertThat(values(files, "items", "x")).containsExactly("\uf02612");
    }

    @Test
    void keepsJsonThatComesAsTextAsJson() {
        ResourceDefinition resource = items("{\"x\":\"null\"}\n{\"x\":\"\\\"q\\\"\"}\n{\"x\":\"[1, 2]\"}");

        NormalizedFiles files =
                NormalizedFiles.of(folder, resource.with(resource.hints().columns(Column.of("x", DataType.JSON))));

        assertThat(values(files, "items", "x")).containsExactly("null", "\"q\"", "[1,2]");
    }

    @Test
    void givesAListUnderABlankNameATableOfItsOwn() {
        NormalizedFiles files = json("{\"a\":1,\" \":[{\"x\":1}]}");

        assertThat(values(files, "items___empty", "x")).containsExactly(1L);
        assertThat(files.rows("items")).hasSize(1);
    }

    @Test
    void marksTheIdOfAVersionAsItMarksOtherIds() {
        ResourceDefinition resource = items("{\"x\":1}").with(WriteDisposition.MERGE);

        NormalizedFiles files =
                NormalizedFiles.of(folder, resource.with(resource.hints().mergeStrategy(MergeStrategy.SCD2)));

        assertThat(files.schema().tables().get("items").find("_dlt_id"))
                .contains(Column.required("_dlt_id", DataType.TEXT, ColumnHint.UNIQUE, ColumnHint.ROW_KEY));
    }

    @Test
    void doesNotMakeColumnsOfNulls() {
        assertThat(json("{\"a\":1,\"b\":null,\"c\":[],\"d\":{}}").columns("items"))
                .containsExactly("a bigint", "_dlt_load_id text", "_dlt_id text");
    }

    @Test
    void rejectsALineThatIsNotJsonAndLoadsTheRest() {
        NormalizedFiles files = json("{\"a\":1}\n{\"a\":\n{\"a\":3}\n");

        assertThat(values(files, "items", "a")).containsExactly(1L, 3L);
        assertThat(files.result().rejects()).isEqualTo(1);
        Map<String, Object> reject = files.rows("_dlt_rejects").get(0);
        assertThat(reject.get("record")).isEqualTo("{\"a\":");
        assertThat(reject.get("reason").toString()).startsWith("malformed JSON").endsWith("(line 2 of items)");
    }

    @Test
    void namesTheLineOfAPackedFile() throws Exception {
        Path file = folder.resolve("items.jsonl.zst");
        Files.write(file, Zstd.compress("{\"a\":1}\n{\"a\":\n{\"a\":3}\n".getBytes(StandardCharsets.UTF_8)));
        Path made = Files.createDirectory(folder.resolve("made"));

        NormalizedFiles files =
                NormalizedFiles.of(made, ResourceDefinition.of("items", state -> Stream.of(RawJson.file(file))));

        assertThat(values(files, "items", "a")).containsExactly(1L, 3L);
        assertThat(values(files, "_dlt_rejects", "reason"))
                .containsExactly(
                        "malformed JSON at offset 5: the text ends within the record (line 2 of " + file + ")");
    }

    @Test
    void takesTimesThatNoColumnHoldsForTexts() {
        List<Object> days = List.of(LocalDate.EPOCH, LocalDate.MAX);
        List<Object> times = List.of(Instant.EPOCH, Instant.MAX);
        List<Object> old = List.of(new Timestamp(0), new Timestamp(Long.MAX_VALUE));

        NormalizedFiles files = NormalizedFiles.of(
                fresh(),
                ResourceDefinition.of(
                        "items",
                        state -> IntStream.of(0, 1, 0)
                                .mapToObj(i -> Map.of("day", days.get(i), "at", times.get(i), "old", old.get(i)))));

        for (String name : List.of("day", "at", "old")) {
            assertThat(values(files, "items", name))
                    .hasSize(3)
                    .satisfiesExactly(
                            value -> assertThat(value).isNotNull(),
                            value -> assertThat(value).isNull(),
                            value -> assertThat(value).isNotNull());
        }
        assertThat(values(files, "items", "day__v_text")).containsExactly(null, LocalDate.MAX.toString(), null);
        assertThat(values(files, "items", "at__v_text")).containsExactly(null, Instant.MAX.toString(), null);
        assertThat(values(files, "items", "old__v_text"))
                .containsExactly(null, new Timestamp(Long.MAX_VALUE).toString(), null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rejectsWhatAnArrayLacks(boolean stepped) {
        assertThat(rejected("[{\"a\":1},{\"a\":2}", stepped)).containsExactly(missing(3));
        assertThat(rejected("[{\"a\":1} {\"a\":2}]", stepped)).containsExactly(missing(2));
        assertThat(rejected("[,{\"a\":1},,{\"a\":2},\n]", stepped)).containsExactly(missing(1), missing(3), missing(5));
    }

    private static String missing(int record) {
        return "malformed JSON at offset 0: a record, a comma or the end of the array is missing here (record %d of items)"
                .formatted(record);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rejectsTextBehindARecord(boolean stepped) {
        assertThat(rejected("{\"a\":1}\n{\"a\":3} {\"a\":4}\n{\"a\":2}", stepped))
                .containsExactly("malformed JSON at offset 8: there is more text behind the record (line 2 of items)");
    }

    /** Why records are rejected of a text of which two are loaded, also where steps see them as trees. */
    private List<Object> rejected(String text, boolean stepped) {
        ResourceDefinition resource =
                stepped ? items(text).filter(record -> true).incremental(IncrementalDefinition.on("a")) : items(text);
        NormalizedFiles files = NormalizedFiles.of(fresh(), resource);
        assertThat(values(files, "items", "a")).containsExactly(1L, 2L);
        return values(files, "_dlt_rejects", "reason");
    }

    private Path fresh() {
        try {
            return Files.createTempDirectory(folder, "run");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rejectsARecordWhoseNamesCollide() {
        NormalizedFiles files = json("{\"UserId\":1,\"user id\":2}\n{\"user id\":3}\n{\"a\":{\"b\":1},\"a__b\":2}");

        assertThat(values(files, "items", "user_id")).containsExactly(3L);
        assertThat(values(files, "_dlt_rejects", "reason"))
                .containsExactly(
                        "two fields both normalize to column 'user_id' of table 'items' (rename one) (line 1 of items)",
                        "two fields both normalize to column 'a__b' of table 'items' (rename one) (line 3 of items)");
    }

    @Test
    void takesTwoNamesOfOneColumnForOneWhereTheirValuesAreTheSame() {
        NormalizedFiles files = json("{\"blockHash\":\"0x1\",\"block_hash\":\"0x1\",\"n\":1,\"N\":1}");

        assertThat(files.result().rejects()).isZero();
        assertThat(values(files, "items", "block_hash")).containsExactly("0x1");
        assertThat(values(files, "items", "n")).containsExactly(1L);
    }

    @Test
    void leavesNoTraceOfARejectedRecord() {
        NormalizedFiles files =
                json("{\"new\":1,\"kids\":[{\"k\":1}],\"A\":1,\"a\":2}\n{\"id\":1,\"kids\":[{\"l\":1}]}");

        assertThat(files.columns("items")).startsWith("id bigint").noneMatch(c -> c.startsWith("new"));
        assertThat(files.columns("items__kids")).startsWith("l bigint");
        assertThat(files.rows("items__kids")).hasSize(1);
    }

    @Test
    void doesNotWidenAColumnForARejectedRecord() {
        NormalizedFiles files = json(
                "{\"x\":1,\"y\":1,\"z\":1}\n{\"x\":2.5,\"y\":50719297655545113494805,\"z\":1e40,oops}\n{\"x\":9007199254740993,oops}\n{\"x\":2.5}");

        assertThat(files.columns("items")).startsWith("x double", "y bigint", "z bigint");
        assertThat(values(files, "items", "x")).containsExactly(1.0, 2.5);
    }

    @Test
    void rejectsAListThatIsNestedInAnotherTableThanOneOfTheSameName() {
        NormalizedFiles files = json("{\"a\":{\"b\":[1]}}\n{\"a\":[{\"b\":[2]}]}\n{\"a\":[{\"c\":3}]}");

        assertThat(values(files, "items__a__b", "value")).containsExactly(1L);
        assertThat(values(files, "items__a", "c")).containsExactly(3L);
        assertThat(values(files, "_dlt_rejects", "reason"))
                .containsExactly("two lists both normalize to table 'items__a__b' (rename one) (line 2 of items)");
    }

    @Test
    void keepsANestedTableThatRejectedRecordsWouldNestElsewhere() {
        RawJson first = RawJson.of("items", "{\"a\":{\"b\":[1]}}");
        RawJson second =
                RawJson.of("items", "{\"id\":1}\n{\"a\":{\"b\":[2],oops\n{\"a\":[{\"b\":[3]}]}\n{\"a\":{\"b\":[4]}}");

        NormalizedFiles files =
                NormalizedFiles.of(folder, ResourceDefinition.of("items", state -> Stream.of(first, second)));

        assertThat(values(files, "items__a__b", "value")).containsExactly(1L, 4L);
    }

    @Test
    void seesWhatIsWrongBehindANameThatComesTwice() {
        NormalizedFiles files = json(
                "{\"id\":1}\n{\"id\":2,\"id\":3},\n{\"A\":1,\"a\":2,\"A\":2,\"id\":4}\n{\"A\":1,\"a\":2,\"b\":01}");

        assertThat(values(files, "items", "id")).containsExactly(1L, 4L);
        assertThat(values(files, "_dlt_rejects", "reason"))
                .containsExactly(
                        "malformed JSON at offset 15: there is more text behind the record (line 2 of items)",
                        "malformed JSON at offset 17: a number must not begin with a zero (line 4 of items)");
    }

    @Test
    void leavesOutWhatRecordsSayOfSystemColumns() {
        NormalizedFiles files = json(
                "{\"_dlt_load_id\":7,\"a\":[{\"_dlt_list_idx\":5,\"b\":1}]}\n{\"_dlt_load_id\":\"x\",\"a\":[{\"_dlt_list_idx\":1.5}]}");

        assertThat(files.columns("items")).containsExactly("_dlt_load_id text", "_dlt_id text");
        assertThat(files.columns("items__a"))
                .containsExactly("b bigint", "_dlt_parent_id text", "_dlt_list_idx bigint", "_dlt_id text");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void takesRecordsOfManyLevelsAndRejectsMore(int nesting) throws Exception {
        String deep = "{\"a\":".repeat(999) + "{}" + "}".repeat(999);
        String twice = "{\"b\":1,\"b\":2,";
        String lessDeep = "\"a\":" + "[{\"a\":".repeat(249) + "{}" + "}]".repeat(249) + "}";
        Map<String, Object> self = new LinkedHashMap<>(Map.of("id", 1));
        self.put("self", self);
        ResourceDefinition plain = ResourceDefinition.of(
                "items",
                state -> Stream.of(
                        RawJson.of(
                                "items",
                                String.join(
                                        "\n",
                                        deep,
                                        "{\"a\":" + deep + "}",
                                        "{" + lessDeep,
                                        twice + lessDeep,
                                        twice + deep.substring(1))),
                        self));
        ResourceDefinition items = plain.with(plain.hints().maxTableNesting(nesting));
        ResourceDefinition merged =
                items.with(items.hints().disposition(WriteDisposition.MERGE).mergeStrategy(MergeStrategy.SCD2));

        for (ResourceDefinition resource : List.of(items, merged)) {
            NormalizedFiles files = NormalizedFiles.of(Files.createTempDirectory(folder, "run"), resource);

            assertThat(files.rows("items")).hasSize(nesting == 0 ? 4 : 3);
            assertThat(values(files, "_dlt_rejects", "reason"))
                    .contains(
                            "malformed JSON at offset 5000: objects and lists are nested more than 1,000 levels deep (line 2 of items)",
                            "objects and lists are nested more than 500 levels deep");
        }
    }

    @Test
    void fitsNoDecimalThatWouldTakeAsMuchMemoryAsItsExponentSays() {
        ResourceDefinition plain =
                items("{\"x\":\"1e999999999\"}\n{\"x\":\"1e-999999999\"}\n{\"x\":\"0e999999999\"}\n{\"x\":\"1e3\"}");
        ResourceDefinition declared = plain.with(plain.hints().columns(Column.of("x", DataType.DECIMAL)));

        NormalizedFiles files = NormalizedFiles.of(folder, declared);

        assertThat(values(files, "items", "x"))
                .containsExactly(null, null, new BigDecimal("0.000000000"), new BigDecimal("1000.000000000"));
        assertThat(values(files, "items", "x__v_text")).startsWith("1e999999999", "1e-999999999");
    }

    @Test
    void keepsTheLastOfANameThatComesTwice() {
        NormalizedFiles files = json("{\"a\":1,\"a\":{\"b\":2}}\n{\"a\":[1],\"a\":[2,3]}");

        assertThat(files.columns("items")).startsWith("a__b bigint");
        assertThat(values(files, "items__a", "value")).containsExactly(2L, 3L);
    }

    @Test
    void stopsWhenMoreRecordsAreRejectedThanAllowed() {
        NormalizeSettings strict = new NormalizeSettings(
                1 << 20, 1, 1 << 20, ParquetSettings.defaults(), NamingConvention.athena(), 0L, null);

        assertThatThrownBy(() -> NormalizedFiles.of(folder, strict, Schema.empty("test"), items("{\"a\":1}\nnope")))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith(
                        "Cannot load: 1 records were rejected, the last one of resource 'items': malformed")
                .hasMessageEndingWith("(at most 0 may be; nothing is loaded)");
    }

    @Test
    void readsAnArrayAPrettyObjectAndLines() {
        assertThat(values(json("[{\"a\":1}, {\"a\":2}\n,{\"a\":3}]"), "items", "a"))
                .containsExactly(1L, 2L, 3L);
        assertThat(values(json("{\n  \"a\": 1\n}\n"), "items", "a")).containsExactly(1L);
        assertThat(values(json("\uFEFF{\"a\":1}\r\n\r\n{\"a\":2}\r\n"), "items", "a"))
                .containsExactly(1L, 2L);
    }

    @Test
    void keepsWhatIsTooDeepAsJson() {
        ResourceDefinition plain = items("{\"a\":{\"b\":{\"c\":1}},\"l\":[{\"x\":[1]}]}");
        ResourceDefinition shallow = plain.with(plain.hints().maxTableNesting(1));

        NormalizedFiles files = NormalizedFiles.of(folder, shallow);

        assertThat(files.columns("items")).startsWith("a__b json");
        assertThat(values(files, "items", "a__b").toString()).isEqualTo("[{\"c\":1}]");
        assertThat(files.columns("items__l")).startsWith("x json");
    }

    @Test
    void coercesToDeclaredColumnsAndPutsThemFirst() {
        ResourceDefinition plain = items("{\"b\":1,\"Price\":\"2024\"}");
        ResourceDefinition declared =
                plain.with(plain.hints().primaryKey("b").columns(Column.of("Price", DataType.TEXT)));

        assertThat(NormalizedFiles.of(folder, declared).columns("items"))
                .containsExactly("price text", "b bigint", "_dlt_load_id text", "_dlt_id text");
    }

    @Test
    void readsJavaRecords() {
        record Address(String city) {}
        record Person(long id, String fullName, Address address, List<String> tags, java.time.LocalDate born) {}
        ResourceDefinition people = ResourceDefinition.of(
                "people",
                state -> Stream.of(
                        new Person(1, "A", new Address("X"), List.of("t"), java.time.LocalDate.of(1990, 5, 1))));

        NormalizedFiles files = NormalizedFiles.of(folder, people);

        assertThat(files.columns("people"))
                .startsWith("id bigint", "full_name text", "born date", "address__city text");
        assertThat(values(files, "people", "born").get(0).toString()).isEqualTo("1990-05-01");
        assertThat(values(files, "people__tags", "value")).containsExactly("t");
    }

    @Test
    void givesTheSameWithOneWorkerAndFour() throws Exception {
        StringBuilder lines = new StringBuilder();
        Random random = new Random(7);
        for (int i = 0; i < 60_000; i++) {
            lines.append("{\"id\":").append(i);
            if (random.nextInt(500) == 0) {
                lines.append(",\"late_")
                        .append(random.nextInt(40))
                        .append("\":")
                        .append(random.nextBoolean() ? "1" : "\"t\"");
            }
            if (random.nextInt(3) == 0) {
                lines.append(",\"list")
                        .append(random.nextInt(3))
                        .append("\":[{\"v\":")
                        .append(i)
                        .append("}]");
            }
            lines.append(",\"pad\":\"").append("x".repeat(random.nextInt(80))).append("\"}\n");
        }
        Path one = Files.createDirectory(folder.resolve("one"));
        Path four = Files.createDirectory(folder.resolve("four"));

        NormalizedFiles single =
                NormalizedFiles.of(one, NormalizedFiles.settings(1), Schema.empty("test"), items(lines.toString()));
        NormalizedFiles many =
                NormalizedFiles.of(four, NormalizedFiles.settings(4), Schema.empty("test"), items(lines.toString()));

        assertThat(many.schema()).isEqualTo(single.schema());
        assertThat(new ArrayList<>(many.schema().tables().keySet()))
                .isEqualTo(new ArrayList<>(single.schema().tables().keySet()));
        for (String table : single.schema().tables().keySet()) {
            assertThat(many.rows(table)).as(table).isEqualTo(single.rows(table));
        }
        assertThat(many.rows("items")).hasSize(60_000);
    }

    @Test
    void registersTablesInTheOrderOfTheRecords() {
        String text = "{\"b\":[{\"v\":1}]}\n{\"z\":[1],\"d\":{\"l\":[1]},\"e\":{\"l\":[1]}}\n{\"b\":[{\"x\":[1]}]}";

        assertThat(json(text).schema().tables().keySet())
                .containsExactly("items", "items__b", "items__z", "items__e__l", "items__d__l", "items__b__x");
    }

    @Test
    void namesFilesAndRowsTheSameWhenDoneAgain() throws Exception {
        Path again = Files.createDirectory(folder.resolve("again"));
        NormalizedFiles first = json("{\"a\":1}");
        NormalizedFiles second = NormalizedFiles.of(again, items("{\"a\":1}"));

        assertThat(second.result().tables()).isEqualTo(first.result().tables());
        assertThat(second.rows("items")).isEqualTo(first.rows("items"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void namesTheLineOfARejectFarBehindOthers(int workers) {
        StringBuilder text = new StringBuilder();
        for (int line = 1; line <= 60_000; line++) {
            String record = "{\"id\":%d,\"text\":\"%080d\"}".formatted(line, line);
            text.append(line % 25_000 == 0 ? "{\"id\":\n1}" : line % 1000 == 0 ? "" : record)
                    .append('\n');
        }
        NormalizedFiles files = NormalizedFiles.of(
                folder, NormalizedFiles.settings(workers), Schema.empty("test"), items(text.toString()));

        String within = "malformed JSON at offset 6: the text ends within the record (line %d of items)";
        assertThat(values(files, "_dlt_rejects", "reason"))
                .containsExactly(
                        within.formatted(25_000),
                        "malformed JSON at offset 1: there is more text behind the record (line 25001 of items)",
                        within.formatted(50_001),
                        "malformed JSON at offset 1: there is more text behind the record (line 50002 of items)");
        assertThat(values(files, "_dlt_rejects", "record")).containsExactly("{\"id\":", "1}", "{\"id\":", "1}");
        assertThat(files.result().records()).isEqualTo(59_944);
    }

    @Test
    void tellsHowManyRecordsOfAResourceWereTaken() {
        List<Progress.Event> events = new ArrayList<>();
        SourceDefinition source = new SourceDefinition("test", List.of(items("{\"id\":1}\n\n{\n2\n")), null);
        try (Normalize normalize = new Normalize(
                "test",
                NormalizedFiles.LOAD_ID,
                source,
                Schema.empty("test"),
                TableFormat.ICEBERG,
                folder,
                NormalizedFiles.settings(1),
                events::add)) {
            new Extract(normalize::accept).run(source, PipelineState.initial("p", "d", "test"));
            normalize.finish();
        }

        assertThat(events).contains(new Progress.Event.Extracted("items", 3));
    }

    @Test
    void putsBytesThatAreNoTextIntoPartitionsOfTheirOwn() {
        ResourceDefinition items = ResourceDefinition.of(
                        "items", state -> Stream.of(Map.of("b", new byte[] {-1}), Map.of("b", new byte[] {-2})))
                .with(TableHints.of("items").partition(new PartitionField("b", Transform.IDENTITY, null)));

        NormalizedFiles files = NormalizedFiles.of(folder, items);

        assertThat(files.result().tables().get(0).files())
                .extracting(PackagedFile::partition)
                .containsExactly(List.of("\u00ff"), List.of("\u00fe"));
    }

    @Test
    void makesAVariantOfADateTooFarOffForATimestamp() {
        NormalizedFiles files = NormalizedFiles.of(
                folder,
                ResourceDefinition.of(
                        "items",
                        state -> Stream.of(Map.of("t", Instant.EPOCH), Map.of("t", LocalDate.of(400_000, 1, 1)))));

        assertThat(files.columns("items")).startsWith("t timestamp").contains("t__v_date date");
        assertThat(files.rows("items")).hasSize(2);
    }

    private NormalizedFiles json(String text) {
        return NormalizedFiles.of(folder, items(text));
    }

    private static ResourceDefinition items(String text) {
        return ResourceDefinition.of("items", state -> Stream.of(RawJson.of("items", text)));
    }

    private static List<Object> values(NormalizedFiles files, String table, String column) {
        List<Object> values = new ArrayList<>();
        for (Map<String, Object> row : new ArrayList<>(files.rows(table))) {
            values.add(new LinkedHashMap<>(row).get(column));
        }
        return values;
    }
}
