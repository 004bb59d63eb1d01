package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.error.SchemaException;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaContract;
import dev.tributary.schema.SchemaContract.Mode;
import dev.tributary.schema.stored.SchemaJson;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private static @TempDir Path before;
    private static Schema known;

    private int runs;

    @BeforeAll
    static void loadsTheFirstRecords() {
        known = NormalizedFiles.of(
                        before,
                        NormalizedFiles.settings(1),
                        Schema.empty("shop"),
                        new SourceDefinition("shop", List.of(json("{'id':1,'a':1,'tags':[{'t':1}]}")), null))
                .schema();
    }

    static Stream<SchemaContract> contracts() {
        List<SchemaContract> all = new ArrayList<>();
        for (Mode tables : Mode.values()) {
            for (Mode columns : Mode.values()) {
                for (Mode dataType : Mode.values()) {
                    all.add(new SchemaContract(tables, columns, dataType));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void decideAboutNewTables(SchemaContract contract) {
        String[] records = {"{'id':2,'kids':[{'x':1},{'x':2}]}", "{'id':3}"};
        assertOutcome(
                contract,
                contract.tables(),
                records,
                "Cannot add table 'items__kids' to schema 'shop': contract 'tables' is freeze and a record has rows for it (nothing is loaded; set it to evolve, or leave the list out)",
                Map.of("items", 2L, "items__kids", 2L),
                Map.of("items", 2L),
                "items__kids 2 0",
                Map.of("items", 2L),
                "items__kids 2 0");
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void decideAboutNewColumns(SchemaContract contract) {
        String[] records = {"{'id':2}", "{'id':3,'b':'x','tags':[{'t':2}]}"};
        assertOutcome(
                contract,
                contract.columns(),
                records,
                "Cannot add column 'b' to table 'items' of schema 'shop': contract 'columns' is freeze and a record has value 'x' (nothing is loaded; set it to evolve, or leave the value out)",
                Map.of("items", 2L, "items__tags", 1L),
                Map.of("items", 1L),
                "items 1 0",
                Map.of("items", 2L, "items__tags", 1L),
                "items 0 1");
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void decideAboutValuesOfAnotherType(SchemaContract contract) {
        String[] records = {"{'id':2}", "{'id':3,'a':'x','tags':[{'t':2}]}"};
        assertOutcome(
                contract,
                contract.dataType(),
                records,
                "Cannot load value 'x' into column 'a' (bigint) of table 'items' of schema 'shop': contract 'data_type' is freeze and the value is text (nothing is loaded; set it to evolve, or convert the value)",
                Map.of("items", 2L, "items__tags", 1L),
                Map.of("items", 1L),
                "items 1 0",
                Map.of("items", 2L, "items__tags", 1L),
                "items 0 1");
    }

    private void assertOutcome(
            SchemaContract contract,
            Mode mode,
            String[] records,
            String sentence,
            Map<String, Long> evolved,
            Map<String, Long> withoutRow,
            String countedRow,
            Map<String, Long> withoutValue,
            String countedValue) {
        for (boolean objects : new boolean[] {false, true}) {
            ResourceDefinition items = objects ? maps(records) : json(records);
            int workers = objects ? 4 : 1;
            if (mode == Mode.FREEZE) {
                assertThatThrownBy(() -> run(known, contract, workers, items))
                        .isInstanceOf(SchemaException.class)
                        .hasMessage(sentence);
                continue;
            }
            NormalizeResult result = run(known, contract, workers, items);
            boolean changes = !result.schema().tables().equals(known.tables());
            assertThat(changes).isEqualTo(mode == Mode.EVOLVE);
            assertThat(rows(result))
                    .isEqualTo(mode == Mode.EVOLVE ? evolved : mode == Mode.DISCARD_ROW ? withoutRow : withoutValue);
            assertThat(discarded(result))
                    .isEqualTo(mode == Mode.EVOLVE ? "" : mode == Mode.DISCARD_ROW ? countedRow : countedValue);
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void decideAboutNewRootTables(Mode mode) {
        ResourceDefinition orders =
                ResourceDefinition.of("orders", state -> Stream.of(RawJson.of("orders", "{\"n\":1}")));
        SchemaContract contract = SchemaContract.EVOLVE.tables(mode);
        if (mode == Mode.FREEZE) {
            assertThatThrownBy(() -> run(known, contract, 1, orders))
                    .hasMessage(
                            "Cannot add table 'orders' to schema 'shop': contract 'tables' is freeze and a record has rows for it (nothing is loaded; set it to evolve, or leave the list out)");
            return;
        }
        NormalizeResult result = run(known, contract, 1, orders);
        assertThat(rows(result)).isEqualTo(mode == Mode.EVOLVE ? Map.of("orders", 1L) : Map.of());
        assertThat(discarded(result)).isEqualTo(mode == Mode.EVOLVE ? "" : "orders 1 0");
    }

    @Test
    void letsANewTableGetItsColumnsInItsFirstRun() {
        SchemaContract contract = SchemaContract.EVOLVE.columns(Mode.FREEZE);

        NormalizeResult first =
                run(Schema.empty("shop"), contract, 4, "{'id':1}", "{'id':2,'b':1,'k':[{'x':1},{'y':2}]}");

        assertThat(first.schema().tables().get("items").find("b")).isPresent();
        assertThat(first.schema().tables().get("items__k").find("y")).isPresent();
        assertThatThrownBy(() -> run(first.schema(), contract, 1, "{'c':1}"))
                .hasMessageStartingWith("Cannot add column 'c' to table 'items' of schema 'shop'");
    }

    @Test
    void leaveTheSystemsOwnColumnsAlone() {
        NormalizeResult result = run(known, SchemaContract.of(Mode.FREEZE), 1, "{'id':7,'_dlt_note':'abc'}");

        assertThat(result.schema().tables().get("items").find("_dlt_note")).isPresent();
    }

    @Test
    void dropsWhatIsNestedInADiscardedRowOfAChildTable() {
        Schema deep = run(known, SchemaContract.EVOLVE, 1, "{'tags':[{'t':1,'deep':[{'d':1}]}]}")
                .schema();

        NormalizeResult result = run(
                deep,
                SchemaContract.EVOLVE.columns(Mode.DISCARD_ROW),
                1,
                "{'id':2,'tags':[{'t':2,'deep':[{'d':2}]},{'deep':[{'d':3}],'new':1},{'t':4,'deep':[{'d':4}]}]}");

        assertThat(rows(result)).isEqualTo(Map.of("items", 1L, "items__tags", 2L, "items__tags__deep", 2L));
        assertThat(discarded(result)).isEqualTo("items__tags 1 0");
    }

    @Test
    void failsNothingForWhatIsInsideADiscardedRow() {
        SchemaContract contract = new SchemaContract(Mode.EVOLVE, Mode.DISCARD_ROW, Mode.FREEZE);

        NormalizeResult result = run(known, contract, 1, "{'tags':[{'t':'x'}],'new':1}", "{'id':3}");

        assertThat(rows(result)).isEqualTo(Map.of("items", 1L));
        assertThat(discarded(result)).isEqualTo("items 1 0");
    }

    @Test
    void forgetTheTypesThatOnlyADiscardedRowBrought() {
        SchemaContract contract = SchemaContract.EVOLVE.dataType(Mode.DISCARD_ROW);

        NormalizeResult result = run(known, contract, 1, "{'b':'text','a':'x'}", "{'id':3,'b':7}");

        assertThat(result.schema().tables().get("items").find("b").map(Column::type))
                .contains(DataType.BIGINT);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void giveTheSameWithOneWorkerAndFour(Mode mode) throws Exception {
        String[] records = new String[20_000];
        for (int i = 0; i < records.length; i++) {
            records[i] = i % 7 == 6
                    ? "{'id':" + i + ",'b':'new','a':'other','tags':[{'t':1},{'t':'x'},{'u':2}]}"
                    : "{'id':" + i + ",'a':" + i + ",'tags':[{'t':" + i + "}]}";
        }
        SchemaContract contract = SchemaContract.of(mode);
        if (mode == Mode.FREEZE) {
            for (int workers : new int[] {1, 4}) {
                assertThatThrownBy(() -> run(known, contract, workers, records))
                        .hasMessageStartingWith("Cannot add column 'b' to table 'items' of schema 'shop'");
            }
            return;
        }
        NormalizeResult one = run(known, contract, 1, records);
        NormalizeResult four = run(known, contract, 4, records);
        assertThat(four).isEqualTo(one);
        for (var file : one.tables().stream().flatMap(t -> t.files().stream()).toList()) {
            assertThat(folder.resolve("run" + runs).resolve(file.name()))
                    .hasSameBinaryContentAs(folder.resolve("run" + (runs - 1)).resolve(file.name()));
        }
    }

    @Test
    void standInTheStoredSchema() throws Exception {
        SchemaContract ofTable = SchemaContract.EVOLVE.columns(Mode.DISCARD_VALUE);
        ResourceDefinition items = json("{'id':5}").with(TableHints.of("items").contract(ofTable));
        SourceDefinition source =
                new SourceDefinition("shop", List.of(items), null).contract(SchemaContract.of(Mode.FREEZE));

        ObjectNode stored = dev.tributary.schema.stored.SchemaJson.write(
                run(known, null, 1, source).schema());

        assertThat(stored.path("settings").path("schema_contract").asText()).isEqualTo("freeze");
        assertThat(stored.path("tables").path("items").path("schema_contract"))
                .isEqualTo(JSON.readTree(
                        "{\"tables\":\"evolve\",\"columns\":\"discard_value\",\"data_type\":\"evolve\"}"));
        Schema read = dev.tributary.schema.stored.SchemaJson.read(stored);
        assertThat(read.contract()).contains(SchemaContract.of(Mode.FREEZE));
        assertThat(read.tables().get("items").contract()).contains(ofTable);
    }

    @Test
    void holdOfTheRunBeforeTheResourceBeforeTheSource() {
        SchemaContract drop = SchemaContract.EVOLVE.columns(Mode.DISCARD_VALUE);
        SchemaContract dropRow = SchemaContract.EVOLVE.columns(Mode.DISCARD_ROW);
        ResourceDefinition plain = json("{'b':1}");
        ResourceDefinition own = plain.with(TableHints.of("items").contract(drop));

        assertThat(discarded(run(known, null, 1, new SourceDefinition("shop", List.of(plain), null).contract(dropRow))))
                .isEqualTo("items 1 0");
        assertThat(discarded(run(known, null, 1, new SourceDefinition("shop", List.of(own), null).contract(dropRow))))
                .isEqualTo("items 0 1");
        assertThat(discarded(run(
                        known,
                        SchemaContract.EVOLVE,
                        1,
                        new SourceDefinition("shop", List.of(own), null).contract(dropRow))))
                .isEmpty();
    }

    @Test
    void holdForOneRunWhereOnlyTheRunSaysThem() {
        Schema frozen =
                run(known, SchemaContract.of(Mode.FREEZE), 1, "{'id':2}").schema();

        assertThat(run(frozen, null, 1, new SourceDefinition("shop", List.of(json("{'b':1}")), null))
                        .schema()
                        .tables()
                        .get("items")
                        .find("b"))
                .isPresent();
    }

    @Test
    void thatFreezeBearNoRejects() {
        assertThatThrownBy(() -> run(known, SchemaContract.EVOLVE.dataType(Mode.FREEZE), 1, json("{'a':")))
                .hasMessage(
                        "Cannot load: 1 records were rejected, the last one of resource 'items': malformed JSON at offset 5: the text ends within the record (line 1 of items) (at most 0 may be; nothing is loaded)");
        assertThat(run(known, SchemaContract.EVOLVE.dataType(Mode.DISCARD_ROW), 1, json("{'a':"))
                        .rejects())
                .isEqualTo(1);
    }

    @Test
    void rejectRecordsWithoutAValueWhereNoneMayBeMissing() {
        Column name = new Column("Name", null, false, null, null, java.util.Set.of(), null);
        TableHints hints = TableHints.of("items").primaryKey("id").columns(name);
        String[] records = {"{'id':1,'name':'a'}", "{'id':2}", "{'id':3,'name':null}", "{'id':null,'name':'b'}"};

        for (ResourceDefinition items : List.of(json(records), maps(records))) {
            NormalizeResult result = run(Schema.empty("shop"), null, 2, items.with(hints));
            assertThat(rows(result)).isEqualTo(Map.of("items", 1L, "_dlt_rejects", 3L));
        }
    }

    @Test
    void countNothingOfARecordThatIsRejectedLater() {
        NormalizeResult rows = run(
                known,
                SchemaContract.EVOLVE.columns(Mode.DISCARD_ROW),
                1,
                json("{'tags':[{'new':1}],'a':", "{'id':3}"));
        NormalizeResult values =
                run(known, SchemaContract.EVOLVE.columns(Mode.DISCARD_VALUE), 1, json("{'new':1,'a':", "{'id':3}"));

        assertThat(List.of(rows.rejects(), values.rejects())).containsExactly(1L, 1L);
        assertThat(discarded(rows) + discarded(values)).isEmpty();
    }

    @Test
    void letATableGrowOnceMoreWhereTheStoredSchemaSaysSo() {
        ObjectNode stored = SchemaJson.write(known);
        ((ObjectNode) stored.at("/tables/items"))
                .withObjectProperty("x-normalizer")
                .put("evolve-columns-once", true);
        SchemaContract contract = SchemaContract.EVOLVE.columns(Mode.FREEZE);

        NormalizeResult result = run(SchemaJson.read(stored), contract, 1, "{'id':2,'b':1}");

        assertThat(result.schema().tables().get("items").find("b")).isPresent();
        assertThatThrownBy(() -> run(known, contract, 1, "{'id':2,'b':1}"))
                .hasMessageStartingWith("Cannot add column 'b' to table 'items' of schema 'shop'");
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void areReadAsTheyAreWritten(SchemaContract contract) {
        assertThat(SchemaContract.parse(contract.toString())).contains(contract);
    }

    @Test
    void areNotReadFromOtherWords() {
        assertThat(SchemaContract.parse("frozen")).isEmpty();
        assertThat(SchemaContract.parse("rows=freeze")).isEmpty();
        assertThat(SchemaContract.parse("columns=frozen")).isEmpty();
        assertThat(SchemaContract.parse(" columns = freeze ")).contains(SchemaContract.EVOLVE.columns(Mode.FREEZE));
    }

    private static Map<String, Long> rows(NormalizeResult result) {
        return result.tables().stream()
                .filter(t -> t.rows() > 0)
                .collect(Collectors.toMap(t -> t.name(), t -> t.rows()));
    }

    private static String discarded(NormalizeResult result) {
        return result.discarded().stream()
                .map(d -> d.table() + " " + d.rows() + " " + d.values())
                .collect(Collectors.joining(", "));
    }

    private static String real(String record) {
        return record.replace('\'', '"');
    }

    private static ResourceDefinition json(String... records) {
        String lines = Stream.of(records).map(SchemaContractTest::real).collect(Collectors.joining("\n"));
        return ResourceDefinition.of("items", state -> Stream.of(RawJson.of("items", lines)));
    }

    private static ResourceDefinition maps(String... records) {
        return ResourceDefinition.of("items", state -> Stream.of(records).map(SchemaContractTest::map));
    }

    private static Map<?, ?> map(String record) {
        try {
            return JSON.readValue(real(record), Map.class);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private NormalizeResult run(Schema schema, SchemaContract contract, int workers, String... records) {
        return run(schema, contract, workers, json(records));
    }

    private NormalizeResult run(Schema schema, SchemaContract contract, int workers, ResourceDefinition resource) {
        return run(schema, contract, workers, new SourceDefinition("shop", List.of(resource), null));
    }

    private NormalizeResult run(Schema schema, SchemaContract contract, int workers, SourceDefinition source) {
        try {
            Path target = Files.createDirectory(folder.resolve("run" + ++runs));
            return NormalizedFiles.of(target, NormalizedFiles.settings(workers).contract(contract), schema, source)
                    .result();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
