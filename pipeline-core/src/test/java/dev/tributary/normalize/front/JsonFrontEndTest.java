package dev.tributary.normalize.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.coerce.Detections;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.contract.Contracts;
import dev.tributary.normalize.evolution.SchemaRegistry;
import dev.tributary.normalize.reject.Reject;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.Slot;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.schema.Schema;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFrontEndTest {
    private static final ResourceDefinition ITEMS = ResourceDefinition.of("items", state -> Stream.empty());

    private static BatchRows normalize(byte[] record) {
        return normalize(record, 0, record.length);
    }

    private static BatchRows normalize(byte[] bytes, int start, int end) {
        Schema schema = Schema.empty("test");
        NamingConvention naming = NamingConvention.athena();
        SchemaRegistry registry = new SchemaRegistry(
                schema, List.of(ITEMS), null, naming, TableFormat.HIVE, new Contracts(schema, null, null));
        RecordBatch batch = new RecordBatch.Json(
                ITEMS, "items.jsonl", bytes, new int[] {start}, new int[] {end}, 1, new long[] {7}, true);
        return new BatchNormalizer(naming, new Detections(Set.of(), 0), new ArrayPool())
                .normalize(batch, "items", 10, registry.snapshot());
    }

    private static BatchRows normalize(String record) {
        return normalize(record.getBytes(StandardCharsets.UTF_8));
    }

    private static Slot slot(BatchRows rows, String column) {
        BatchTable table = rows.tables().get(0);
        return table.slots().stream()
                .filter(s -> s.name().equals(column))
                .findFirst()
                .orElseThrow();
    }

    private static String text(String literal) {
        return ((BytesBuffer)
                        slot(normalize("{\"a\":\"" + literal + "\"}"), "a").buffer())
                .text(0);
    }

    private static double number(String literal) {
        return ((DoubleBuffer) slot(normalize("{\"a\":" + literal + "}"), "a").buffer()).get(0);
    }

    private static String reason(byte[] record) {
        return normalize(record).rejects().stream()
                .map(Reject::reason)
                .findFirst()
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1 | 6: the text ends within the record",
                "{\"a\" | 4: the text ends within the record",
                "{\"a\":\"x | 7: the text ends within a string",
                "{\"a\":\"\\ | 7: the text ends within a string",
                "{\"a\":\"\\u00 | 10: the text ends within a string",
                "{\"a\":\"\\u00g0\"} | 10: four hexadecimal digits must follow \\u",
                "{\"a\":\"\\x\"} | 7: a backslash is before no character that it may escape",
                "{\"a\":1 \"b\":2} | 7: a comma or a closing brace must be here",
                "{\"a\":[1 2]} | 8: a comma or a closing bracket must be here",
                "{\"a\":1,} | 7: a name in double quotes must be here",
                "{a:1} | 1: a name in double quotes must be here",
                "{\"a\"=1} | 4: a colon must be here",
                "{\"a\":nul} | 8: 'null' is not complete",
                "{\"a\":True} | 5: no value begins with the byte 0x54",
                "{\"a\":-} | 6: a number must have a digit here",
                "{\"a\":1.} | 7: a number must have a digit here",
                "{\"a\":1e+} | 8: a number must have a digit here",
                "{\"a\":01} | 5: a number must not begin with a zero",
                "{\"a\":.5} | 5: no value begins with the byte 0x2e",
            })
    void namesWhatIsMalformedAndWhere(String record, String reason) {
        assertThat(reason(record.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("malformed JSON at offset " + reason + " (line 7 of items.jsonl)");
    }

    @Test
    void refusesTextThatEndsWithinAnObject() {
        assertThat(reason("{\"a\":1,".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("malformed JSON at offset 7: the text ends within the record (line 7 of items.jsonl)");
    }

    @Test
    void refusesControlCharactersInStrings() {
        assertThat(reason("{\"a\":\"x\ty\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        "malformed JSON at offset 7: a string has the control character 0x09 (line 7 of items.jsonl)");
    }

    @Test
    void refusesTextBehindTheRecord() {
        assertThat(reason("{} x".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("malformed JSON at offset 3: there is more text behind the record (line 7 of items.jsonl)");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x80,
                0xC0,
                0xC1,
                0xF5,
                0xFF,
                0xC380C3,
                0xE0_9F_80,
                0xED_A0_80,
                0xF4_90_80_80,
                0xF0_8F_80_80,
                0xE2_82
            })
    void refusesWhatIsNotUtf8(int bad) {
        byte[] raw = BigInteger.valueOf(bad & 0xFFFF_FFFFL).toByteArray();
        int skip = raw[0] == 0 ? 1 : 0;
        byte[] record = "{\"name\":\"all of eight..".getBytes(StandardCharsets.UTF_8);
        int start = record.length;
        record = java.util.Arrays.copyOf(record, start + raw.length - skip + 2);
        System.arraycopy(raw, skip, record, start, raw.length - skip);
        record[record.length - 2] = '"';
        record[record.length - 1] = '}';

        assertThat(reason(record))
                .startsWith("malformed JSON at offset ")
                .endsWith(": a string is not UTF-8 (line 7 of items.jsonl)");
    }

    @Test
    void refusesNestingBeyondTheLimit() {
        String deep = "{\"a\":" + "[".repeat(1001) + "]".repeat(1001) + "}";

        assertThat(reason(deep.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        "malformed JSON at offset 1004: objects and lists are nested more than 1,000 levels deep (line 7 of items.jsonl)");
    }

    @Test
    void refusesNumbersThatNobodyWrites() {
        assertThat(reason(("{\"a\":" + "1".repeat(10_001) + "}").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        "malformed JSON at offset 5: a number has more than 10,000 characters (line 7 of items.jsonl)");
    }

    @Test
    void readsNoFurtherThanTheRecord() {
        byte[] two = "{\"a\":\"x{\"a\":\"y\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(normalize(two, 0, 7).rejects().get(0).reason())
                .isEqualTo("malformed JSON at offset 7: the text ends within a string (line 7 of items.jsonl)");
    }

    @Test
    void readsEscapes() {
        assertThat(text("\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e4\\u20AC\\ud83d\\ude00"))
                .isEqualTo("\"\\/\b\f\n\r\tAä€😀");
    }

    @Test
    void readsStringsOfEveryLength() {
        for (int length = 0; length < 40; length++) {
            String letters = "ä€😀abcdefghijklmnopqrstuvwxyz0123456789".substring(0, length == 3 ? 4 : length);
            assertThat(text(letters)).isEqualTo(letters);
            assertThat(text("\\n" + letters)).isEqualTo("\n" + letters);
            assertThat(text(letters + "\\n" + letters)).isEqualTo(letters + "\n" + letters);
        }
    }

    @Test
    void rejectsANameWithHalfASurrogatePair() {
        assertThat(reason("{\"a\":1,\"b\\ud83d\":2}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("malformed JSON at offset 7: a name has half a surrogate pair (line 7 of items.jsonl)");
    }

    @Test
    void makesAQuestionMarkOfHalfASurrogatePair() {
        assertThat(text("a\\ud800b\\udc00c\\ud800\\u0041")).isEqualTo("a?b?c?A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "-0.0",
                "1e0",
                "1E5",
                "1.5e-7",
                "123456789.123456789",
                "9007199254740993.0",
                "-73.98765432109876",
                "4.9e-324",
                "1e400",
                "0.000000000000000000000001",
                "123456789012345678901234567890.5"
            })
    void readsFractionsToTheLastBit(String literal) {
        assertThat(number(literal)).isEqualTo(Double.parseDouble(literal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "999999999999999999", "9223372036854775807", "-9223372036854775808"})
    void readsIntegersOf64Bits(String literal) {
        LongBuffer values =
                (LongBuffer) slot(normalize("{\"a\":" + literal + "}"), "a").buffer();

        assertThat(values.get(0)).isEqualTo(Long.parseLong(literal));
    }

    @Test
    void findsFieldsInAnyOrderAndSpacing() {
        Schema schema = Schema.empty("test");
        NamingConvention naming = NamingConvention.athena();
        SchemaRegistry registry = new SchemaRegistry(
                schema, List.of(ITEMS), null, naming, TableFormat.HIVE, new Contracts(schema, null, null));
        List<String> records = List.of(
                "{\"a\":1,\"b\":2,\"long name of c\":3}",
                "{\"b\":2,\"a\":1,\"long name of c\":3}",
                "{ \"a\" : 1 , \"b\" :2,\r\n\t\"long name of c\": 3 }",
                "{\"\\u0061\":1,\"long name of c\":3,\"b\":2}");
        BatchRows rows = new BatchNormalizer(naming, new Detections(Set.of(), 0), new ArrayPool())
                .normalize(batch(records), "items", 10, registry.snapshot());

        assertThat(rows.rejects()).isEmpty();
        for (int i = 0; i < records.size(); i++) {
            assertThat(((LongBuffer) slot(rows, "a").buffer()).get(i)).isEqualTo(1);
            assertThat(((LongBuffer) slot(rows, "b").buffer()).get(i)).isEqualTo(2);
            assertThat(((LongBuffer) slot(rows, "long_name_of_c").buffer()).get(i))
                    .isEqualTo(3);
        }
    }

    @Test
    void aColumnOfTwoNamesTakesShortTextsAfterALongOneThatWasTakenBack() {
        Told told = new Told();
        told.batch(batch(Collections.nCopies(100, "{\"a\":\"short\"}")));

        assertThat(told.batch(batch(List.of("{\"A\":\"" + "long".repeat(2_000) + "\",", "{\"a\":\"next\"}"))))
                .hasSize(3)
                .contains("items.a text 0 next")
                .first()
                .asString()
                .startsWith("rejected: malformed JSON");
    }

    private static RecordBatch batch(List<String> records) {
        int[] starts = new int[records.size()];
        int[] ends = new int[records.size()];
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < records.size(); i++) {
            starts[i] = all.length();
            all.append(records.get(i));
            ends[i] = all.length();
        }
        byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
        return new RecordBatch.Json(
                ITEMS, "items", bytes, starts, ends, records.size(), new long[records.size()], true);
    }
}
