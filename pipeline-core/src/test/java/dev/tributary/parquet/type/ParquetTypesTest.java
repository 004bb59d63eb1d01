package dev.tributary.parquet.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.SchemaException;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetTypesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "BIGINT    | -  | -  | optional int64 c                             | optional int64 c",
                "BIGINT    | 8  | -  | optional int32 c (INTEGER(8,true))           | optional int32 c (INTEGER(32,true))",
                "BIGINT    | 16 | -  | optional int32 c (INTEGER(16,true))          | optional int32 c (INTEGER(32,true))",
                "BIGINT    | 32 | -  | optional int32 c (INTEGER(32,true))          | optional int32 c (INTEGER(32,true))",
                "BIGINT    | 64 | -  | optional int64 c                             | optional int64 c",
                "DOUBLE    | -  | -  | optional double c                            | optional double c",
                "BOOL      | -  | -  | optional boolean c                           | optional boolean c",
                "TEXT      | -  | -  | optional binary c (STRING)                   | optional binary c (STRING)",
                "JSON      | -  | -  | optional binary c (STRING)                   | optional binary c (STRING)",
                "BINARY    | -  | -  | optional binary c                            | optional binary c",
                "DATE      | -  | -  | optional int32 c (DATE)                      | optional int32 c (DATE)",
                "TIME      | -  | -  | optional int64 c (TIME(MICROS,false))        | optional int64 c (TIME(MICROS,false))",
                "TIMESTAMP | -  | -  | optional int64 c (TIMESTAMP(MILLIS,true))    | optional int64 c (TIMESTAMP(MICROS,false))",
                "DECIMAL   | 9  | 2  | optional int32 c (DECIMAL(9,2))              | optional int32 c (DECIMAL(9,2))",
                "DECIMAL   | 18 | 2  | optional int64 c (DECIMAL(18,2))             | optional int64 c (DECIMAL(18,2))",
                "DECIMAL   | 19 | 2  | optional fixed_len_byte_array(16) c (DECIMAL(19,2)) | optional fixed_len_byte_array(9) c (DECIMAL(19,2))",
                "DECIMAL   | 28 | 2  | optional fixed_len_byte_array(16) c (DECIMAL(28,2)) | optional fixed_len_byte_array(12) c (DECIMAL(28,2))",
                "DECIMAL   | -  | -  | optional fixed_len_byte_array(16) c (DECIMAL(38,9)) | optional fixed_len_byte_array(16) c (DECIMAL(38,9))",
                "WEI       | -  | -  | optional fixed_len_byte_array(16) c (DECIMAL(38,0)) | optional fixed_len_byte_array(16) c (DECIMAL(38,0))",
            })
    void followsTheTypeTable(DataType type, Integer precision, Integer scale, String hive, String iceberg) {
        Column column = Column.of("c", type).withType(type, precision, scale);

        assertThat(ParquetTypes.of(column, TableFormat.HIVE)).hasToString(hive);
        assertThat(ParquetTypes.of(column, TableFormat.ICEBERG)).hasToString(iceberg);
    }

    @Test
    void keepsARequiredColumnOptional() {
        assertThat(ParquetTypes.of(Column.required("_dlt_id", DataType.TEXT), TableFormat.ICEBERG))
                .hasToString("optional binary _dlt_id (STRING)");
    }

    @Test
    void refusesADecimalBeyondTheLake() {
        Column column = Column.of("amount", DataType.WEI).withType(DataType.WEI, 78, 0);

        assertThatThrownBy(() -> ParquetTypes.of(column, TableFormat.HIVE))
                .isInstanceOf(SchemaException.class)
                .hasMessage("Cannot write column 'amount': decimal(78,0) is not a type of the lake"
                        + " (at most 38 digits, and a scale within them)");
    }
}
