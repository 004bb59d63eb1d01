package dev.tributary.lake.athena.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.sql.ResultColumn;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes and sizes that the service wrote: github.com/aoyagikouhei/athena-local, docs/dev/measurements/metadata.md. */
class MetadataFileTest {

    private static final String ENGINE_ID = "20260917_085344_00007_k6s5b";
    private static final String QUERY_ID = "0123f4e5-6789-4abc-8def-0123456789ab";

    @Test
    void writesAMergeOfOneRow() {
        byte[] file = MetadataFile.content(ENGINE_ID, "MERGE", OptionalLong.of(1), List.of(Columns.changedRows()));

        assertThat(file).hasSize(74);
        assertThat(HexFormat.of().formatHex(file, 29, 74))
                .isEqualTo("12054d45524745" + "1801" + "2222" + "0a0468697665" + "2204726f7773" + "2a04726f7773"
                        + "3206626967696e74" + "3813" + "4000" + "4803" + "5000");
    }

    @Test
    void writesACountOfNone() {
        assertThat(MetadataFile.content(ENGINE_ID, "UPDATE", OptionalLong.of(0), List.of(Columns.changedRows())))
                .hasSize(75)
                .containsSequence(0x18, 0x00);
    }

    @Test
    void writesADescribe() {
        List<ObjectNode> columns = java.util.stream.Stream.of("col_name", "data_type", "comment")
                .map(name -> Columns.describe(new ResultColumn(name, "string", 0, 0), true))
                .toList();

        assertThat(MetadataFile.content(QUERY_ID, null, OptionalLong.empty(), columns))
                .hasSize(152);
    }

    @Test
    void writesAShowCreateTable() {
        ObjectNode column = Columns.describe(new ResultColumn("createtab_stmt", "string", 0, 0), true);

        assertThat(MetadataFile.content(QUERY_ID, null, OptionalLong.empty(), List.of(column)))
                .hasSize(88);
    }

    @Test
    void writesTheColumnsOfASelect() {
        List<ObjectNode> columns = List.of(
                Columns.describe(new ResultColumn("n", "integer", 10, 0), false),
                Columns.describe(new ResultColumn("s", "varchar", Integer.MAX_VALUE, 0), false));

        assertThat(MetadataFile.content(ENGINE_ID, null, OptionalLong.empty(), columns))
                .hasSize(95);
    }

    /** Which of precision (38), scale (40) and case (50) follow the type. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            decimal                | 380a 4002 4803 5000
            varchar                | 380a 4000 4803 5001
            timestamp              | 3803 4000 4803 5000
            date                   |      4000 4803 5000
            boolean                |           4803 5000
            interval day to second |           4803 5000
            array                  |           4803
            json                   |           4803
            uuid                   |           4803
            """)
    void tellsWhatATypeHas(String type, String fields) {
        byte[] file = MetadataFile.content(
                "x", null, OptionalLong.empty(), List.of(Columns.describe(new ResultColumn("c", type, 10, 2), false)));

        String afterType = HexFormat.of().formatHex(file).split(HexFormat.of().formatHex(type.getBytes()))[1];
        assertThat(afterType).isEqualTo(fields.replace(" ", ""));
    }
}
