package dev.tributary.parquet.type;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import dev.tributary.error.SchemaException;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.math.BigInteger;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** The Parquet type of a column in a Hive or an Iceberg table. Every column is optional. */
public final class ParquetTypes {
    /** What Hive's readers expect of decimals beyond 18 digits: 16 bytes, for up to 38 digits. */
    private static final int HIVE_DECIMAL_BYTES = 16;

    private static final int MAX_DECIMAL_DIGITS = 38;

    private ParquetTypes() {}

    public static PrimitiveType of(Column column, TableFormat format) {
        DataType type = column.type();
        if (type == null) {
            throw new IllegalArgumentException("column '" + column.name() + "' has no type yet");
        }
        String name = column.name();
        return switch (type) {
            case BIGINT -> integer(column, format);
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
            case BOOL -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
            case TEXT, JSON ->
                Types.optional(PrimitiveTypeName.BINARY).as(stringType()).named(name);
            case BINARY -> Types.optional(PrimitiveTypeName.BINARY).named(name);
            case DATE -> Types.optional(PrimitiveTypeName.INT32).as(dateType()).named(name);
            case TIME ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(timeType(false, TimeUnit.MICROS))
                        .named(name);
            case TIMESTAMP ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(
                                switch (format) {
                                    case HIVE -> timestampType(true, TimeUnit.MILLIS);
                                    case ICEBERG -> timestampType(false, TimeUnit.MICROS);
                                })
                        .named(name);
            case DECIMAL, WEI -> decimal(column, format);
        };
    }

    private static PrimitiveType integer(Column column, TableFormat format) {
        Integer bits = column.precision();
        if (bits == null || bits > 32) {
            return Types.optional(PrimitiveTypeName.INT64).named(column.name());
        }
        int width = format == TableFormat.ICEBERG || bits > 16 ? 32 : bits > 8 ? 16 : 8;
        return Types.optional(PrimitiveTypeName.INT32).as(intType(width, true)).named(column.name());
    }

    private static PrimitiveType decimal(Column column, TableFormat format) {
        int precision = column.decimalPrecision();
        int scale = column.decimalScale();
        if (precision < 1 || precision > MAX_DECIMAL_DIGITS || scale < 0 || scale > precision) {
            throw new SchemaException("Cannot write column '" + column.name() + "': decimal(" + precision + "," + scale
                    + ") is not a type of the lake (at most " + MAX_DECIMAL_DIGITS
                    + " digits, and a scale within them)");
        }
        if (precision <= 18) {
            PrimitiveTypeName stored = precision <= 9 ? PrimitiveTypeName.INT32 : PrimitiveTypeName.INT64;
            return Types.optional(stored).as(decimalType(scale, precision)).named(column.name());
        }
        return Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                .length(format == TableFormat.HIVE ? HIVE_DECIMAL_BYTES : minimalBytes(precision))
                .as(decimalType(scale, precision))
                .named(column.name());
    }

    /** The bytes that the largest decimal of these digits takes in two's complement, which is what Iceberg prescribes. */
    private static int minimalBytes(int precision) {
        return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() / 8 + 1;
    }
}
