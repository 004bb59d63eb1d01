package dev.tributary.parquet.type;

import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** Types as a file's metadata holds them, with the converted types that older readers go by. */
public final class FormatTypes {
    private FormatTypes() {}

    public static Type physical(PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> Type.INT32;
            case INT64 -> Type.INT64;
            case INT96 -> Type.INT96;
            case FLOAT -> Type.FLOAT;
            case DOUBLE -> Type.DOUBLE;
            case BOOLEAN -> Type.BOOLEAN;
            case BINARY -> Type.BYTE_ARRAY;
            case FIXED_LEN_BYTE_ARRAY -> Type.FIXED_LEN_BYTE_ARRAY;
        };
    }

    public static SchemaElement element(PrimitiveType type) {
        SchemaElement element = new SchemaElement(type.getName());
        element.setType(physical(type));
        element.setRepetition_type(FieldRepetitionType.OPTIONAL);
        if (type.getTypeLength() > 0) {
            element.setType_length(type.getTypeLength());
        }
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof StringLogicalTypeAnnotation) {
            element.setLogicalType(LogicalType.STRING(new StringType()));
            element.setConverted_type(ConvertedType.UTF8);
        } else if (logical instanceof DateLogicalTypeAnnotation) {
            element.setLogicalType(LogicalType.DATE(new org.apache.parquet.format.DateType()));
            element.setConverted_type(ConvertedType.DATE);
        } else if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            element.setLogicalType(LogicalType.DECIMAL(new DecimalType(decimal.getScale(), decimal.getPrecision())));
            element.setConverted_type(ConvertedType.DECIMAL);
            element.setScale(decimal.getScale());
            element.setPrecision(decimal.getPrecision());
        } else if (logical instanceof IntLogicalTypeAnnotation integer) {
            element.setLogicalType(LogicalType.INTEGER(new IntType((byte) integer.getBitWidth(), integer.isSigned())));
            element.setConverted_type(
                    switch (integer.getBitWidth()) {
                        case 8 -> ConvertedType.INT_8;
                        case 16 -> ConvertedType.INT_16;
                        case 32 -> ConvertedType.INT_32;
                        default -> ConvertedType.INT_64;
                    });
        } else if (logical instanceof TimeLogicalTypeAnnotation time) {
            element.setLogicalType(LogicalType.TIME(new TimeType(time.isAdjustedToUTC(), unit(time.getUnit()))));
        } else if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            element.setLogicalType(
                    LogicalType.TIMESTAMP(new TimestampType(timestamp.isAdjustedToUTC(), unit(timestamp.getUnit()))));
            if (timestamp.isAdjustedToUTC()) {
                element.setConverted_type(
                        timestamp.getUnit() == LogicalTypeAnnotation.TimeUnit.MILLIS
                                ? ConvertedType.TIMESTAMP_MILLIS
                                : ConvertedType.TIMESTAMP_MICROS);
            }
        }
        return element;
    }

    private static TimeUnit unit(LogicalTypeAnnotation.TimeUnit unit) {
        return unit == LogicalTypeAnnotation.TimeUnit.MILLIS
                ? TimeUnit.MILLIS(new MilliSeconds())
                : TimeUnit.MICROS(new MicroSeconds());
    }
}
