package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Detection;
import dev.tributary.schema.Schema;
import dev.tributary.schema.stored.SchemaJson;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the first value of a column is taken for. The load's time is 2023-11-14T22:13:20Z. */
class DetectionTest {
    private static final String BIG = "50719297655545113494805";

    /** Of 39 digits. */
    private static final String HUGE = "507192976555451134948055071929765554511";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            iso_timestamp    | "2024-01-31T10:00:00Z" | timestamp
            iso_timestamp    | "2024-01-31"           | text
            iso_date         | "2024-01-31"           | date
            iso_date         | "2024"                 | date
            iso_date         | "2024-01-31T10:00:00Z" | text
            timestamp        | "2024-01-31T10:00:00Z" | text
            timestamp        | 1700000000             | timestamp
            timestamp        | 1700000000.5           | timestamp
            timestamp        | 1542320000             | timestamp
            timestamp        | 1542319999             | bigint
            timestamp        | 1857680000             | timestamp
            timestamp        | 1857680001             | bigint
            timestamp        | 1857680000.5           | double
            timestamp        | 1700000000000          | bigint
            iso_timestamp    | 1700000000             | bigint
            large_integer    | 9223372036854775807    | bigint
            large_integer    | 9223372036854775808    | wei
            large_integer    | -9223372036854775809   | decimal
            wei_to_double    | 9223372036854775808    | double
            wei_to_double    | 9223372036854775807    | bigint
            iso_timestamp    | 9223372036854775808    | decimal
            """)
    void givesANewColumnItsType(String detection, String json, String type) {
        NormalizedFiles files = json(Set.of(Detection.find(detection).orElseThrow()), "{\"x\":" + json + "}");

        assertThat(files.columns("items")).startsWith("x " + type);
        assertThat(files.rows("items")).hasSize(1);
        assertThat(files.result().rejects()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-31T10:00:00.,Z,timestamp",
        "2024-01-31T10:00:00.,+02:00,timestamp",
        "20240131T100000.,,timestamp",
        "2024-W05-3 10:00:00.,-0230,timestamp",
        "2024-01-31\\u002010:00:00.,Z,timestamp",
        "2024-01-31T10:00:00.,x,text",
        "20240131,,text",
    })
    void givesTimestampsWithLongFractionsTheTypeOfShortOnes(String begin, @Nullable String end, String type) {
        for (int digits : new int[] {70, 100, 2_000, 2_000_000}) {
            String value = "{\"x\":\"" + begin + "7".repeat(digits) + (end == null ? "" : end) + "\"}";

            assertThat(json(Set.of(Detection.ISO_TIMESTAMP), value).columns("items"))
                    .startsWith("x " + type);
        }
    }

    @Test
    void detectsNothingWhereNothingIsChosen() {
        NormalizedFiles files =
                json(Set.of(), "{\"x\":\"2024-01-31T10:00:00Z\",\"d\":\"2024-01-31\",\"n\":1700000000}");

        assertThat(files.columns("items")).startsWith("x text", "d text", "n bigint");
    }

    @Test
    void readsTheValuesThatItDetected() {
        NormalizedFiles files = json(
                Set.of(Detection.TIMESTAMP, Detection.ISO_DATE, Detection.LARGE_INTEGER),
                "{\"t\":1700000000,\"d\":\"2024-01-31\",\"w\":" + BIG + ",\"h\":" + HUGE + "}\n{\"t\":5,\"w\":1}");

        assertThat(files.columns("items")).startsWith("t timestamp", "d date", "w wei", "h text");
        assertThat(files.rows("items"))
                .extracting(r -> r.get("t").toString())
                .containsExactly("2023-11-14 22:13:20.0", "1970-01-01 00:00:05.0");
        assertThat(files.rows("items"))
                .extracting(r -> r.get("w"))
                .containsExactly(new BigDecimal(BIG), BigDecimal.ONE);
        assertThat(files.rows("items").get(0)).containsEntry("h", HUGE);
        assertThat(files.rows("items").get(0).get("d")).hasToString("2024-01-31");
    }

    @Test
    void writesBytesAsHexadecimalTextWhereAsked() {
        byte[] bytes = {1, (byte) 0xAB};

        NormalizedFiles text = of(Set.of(Detection.HEXBYTES_TO_TEXT), null, Map.of("x", bytes));
        assertThat(text.columns("items")).startsWith("x text");
        assertThat(text.rows("items").get(0)).containsEntry("x", "0x01ab");
        assertThat(of(Set.of(), null, Map.of("x", bytes)).columns("items")).startsWith("x binary");
    }

    @Test
    void takesTheRunsDetectionsBeforeTheSourcesBeforeTheSchemas() {
        Map<String, Object> record = Map.of("x", "2024-01-31");
        Set<Detection> dates = Set.of(Detection.ISO_DATE);

        NormalizedFiles bySource = of(null, dates, record);
        assertThat(bySource.columns("items")).startsWith("x date");
        assertThat(bySource.schema().detections()).isEqualTo(dates);
        assertThat(of(Set.of(), dates, record).columns("items")).startsWith("x text");
        Schema stored = SchemaJson.read(SchemaJson.write(
                new Schema("test", 1, List.of(), Map.of(), bySource.schema().other())));
        assertThat(of(stored, null, null, record).columns("items")).startsWith("x date");
        assertThat(of(stored, null, Set.of(Detection.ISO_TIMESTAMP), record)
                        .schema()
                        .other())
                .isEmpty();
    }

    @Test
    void keepsTheHintsOfAColumnThatGetsADecimal() {
        Column declared = new Column("x", null, true, null, null, Set.of(ColumnHint.UNIQUE), "a number");
        ResourceDefinition resource = ResourceDefinition.of(
                        "items", state -> Stream.of(RawJson.of("items", "{\"x\":" + BIG + "}")))
                .with(TableHints.of("items").columns(declared));

        NormalizedFiles files = NormalizedFiles.of(folder, resource);

        assertThat(files.schema().tables().get("items").find("x"))
                .contains(new Column("x", DataType.DECIMAL, true, 38, 0, Set.of(ColumnHint.UNIQUE), "a number"));
    }

    private NormalizedFiles json(Set<Detection> chosen, String records) {
        ResourceDefinition items = ResourceDefinition.of("items", state -> Stream.of(RawJson.of("items", records)));
        SourceDefinition source = new SourceDefinition("test", List.of(items), null).detections(chosen);
        return NormalizedFiles.of(folder, NormalizedFiles.settings(1), Schema.empty("test"), source);
    }

    private NormalizedFiles of(
            @Nullable Set<Detection> byRun, @Nullable Set<Detection> bySource, Map<String, Object> record) {
        return of(Schema.empty("test"), byRun, bySource, record);
    }

    private NormalizedFiles of(
            Schema schema,
            @Nullable Set<Detection> byRun,
            @Nullable Set<Detection> bySource,
            Map<String, Object> record) {
        SourceDefinition source = new SourceDefinition(
                        "test", List.of(ResourceDefinition.of("items", state -> Stream.of(record))), null)
                .detections(bySource);
        return NormalizedFiles.of(folder, NormalizedFiles.settings(1).detections(byRun), schema, source);
    }
}
