package dev.tributary.athena.iceberg;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.MetricsModes.Counts;
import org.apache.iceberg.MetricsModes.MetricsMode;
import org.apache.iceberg.MetricsModes.None;
import org.apache.iceberg.MetricsModes.Truncate;
import org.apache.iceberg.MetricsUtil;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.BinaryUtil;
import org.apache.iceberg.util.UnicodeUtil;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * What Iceberg's manifests tell of a data file, from the footer of a file that this program wrote: all columns are flat and
 * have ids and exact counts. It comes to what {@code ParquetUtil.footerMetrics} comes to, which loads 500 classes more.
 */
final class FooterMetrics {
    private final FileMetaData footer;
    private final Schema schema;
    private final MetricsConfig config;
    private final Map<Integer, Long> sizes = new HashMap<>();
    private final Map<Integer, Long> counts = new HashMap<>();
    private final Map<Integer, Long> nulls = new HashMap<>();
    private final Map<Integer, ByteBuffer> lower = new HashMap<>();
    private final Map<Integer, ByteBuffer> upper = new HashMap<>();
    private final Map<Integer, Type> types = new HashMap<>();

    private FooterMetrics(FileMetaData footer, Schema schema, MetricsConfig config) {
        this.footer = footer;
        this.schema = schema;
        this.config = config;
    }

    /** The metrics as the table wants them; empty for a footer that this program doesn't write. */
    static Optional<Metrics> of(FileMetaData footer, MetricsConfig config) {
        List<NestedField> fields = new ArrayList<>();
        for (SchemaElement column : footer.getSchema().subList(1, footer.getSchemaSize())) {
            Type type = type(column);
            if (type == null || !column.isSetField_id()) {
                return Optional.empty();
            }
            fields.add(NestedField.optional(column.getField_id(), column.getName(), type));
        }
        boolean known = footer.isSetColumn_orders()
                && footer.getColumn_orders().stream().allMatch(o -> o.isSetTYPE_ORDER())
                && footer.getRow_groups().stream().allMatch(g -> isKnown(g, fields.size()));
        return known ? Optional.of(new FooterMetrics(footer, new Schema(fields), config).read()) : Optional.empty();
    }

    private static boolean isKnown(RowGroup group, int columns) {
        return group.getColumnsSize() == columns
                && group.getColumns().stream()
                        .map(c -> c.getMeta_data().getStatistics())
                        .allMatch(s -> s != null
                                && s.isSetNull_count()
                                && s.isSetMin_value() == s.isSetMax_value()
                                && !s.isSetMin());
    }

    /** The type of a column as this program writes them. */
    private static @Nullable Type type(SchemaElement column) {
        LogicalType logical = column.getLogicalType();
        if (logical != null && logical.isSetDECIMAL()) {
            return Types.DecimalType.of(column.getPrecision(), column.getScale());
        }
        if (!column.isSetType()) {
            return null;
        }
        return switch (column.getType()) {
            case BOOLEAN -> logical == null ? Types.BooleanType.get() : null;
            case DOUBLE -> logical == null ? Types.DoubleType.get() : null;
            case INT32 ->
                logical != null && logical.isSetDATE()
                        ? Types.DateType.get()
                        : logical == null || logical.isSetINTEGER() ? Types.IntegerType.get() : null;
            case INT64 -> logical == null ? Types.LongType.get() : time(logical);
            case BYTE_ARRAY ->
                logical == null ? Types.BinaryType.get() : logical.isSetSTRING() ? Types.StringType.get() : null;
            case INT96, FLOAT, FIXED_LEN_BYTE_ARRAY -> null;
        };
    }

    private static @Nullable Type time(LogicalType logical) {
        if (logical.isSetTIME() && logical.getTIME().getUnit().isSetMICROS()) {
            return Types.TimeType.get();
        }
        return logical.isSetTIMESTAMP()
                        && logical.getTIMESTAMP().getUnit().isSetMICROS()
                        && !logical.getTIMESTAMP().isIsAdjustedToUTC()
                ? Types.TimestampType.withoutZone()
                : null;
    }

    private Metrics read() {
        for (int i = 0; i < schema.columns().size(); i++) {
            NestedField field = schema.columns().get(i);
            MetricsMode mode = MetricsUtil.metricsMode(schema, config, field.fieldId());
            if (mode != None.get()) {
                read(i, field, mode);
            }
        }
        long rows =
                footer.getRow_groups().stream().mapToLong(RowGroup::getNum_rows).sum();
        return new Metrics(rows, sizes, counts, nulls, new HashMap<>(), lower, upper, types);
    }

    private void read(int position, NestedField field, MetricsMode mode) {
        Bounds<Object> bounds = new Bounds<>(Comparators.forType(field.type().asPrimitiveType()));
        counts.put(field.fieldId(), 0L);
        nulls.put(field.fieldId(), 0L);
        for (RowGroup group : footer.getRow_groups()) {
            ColumnMetaData chunk = group.getColumns().get(position).getMeta_data();
            Statistics statistics = chunk.getStatistics();
            sizes.merge(field.fieldId(), chunk.getTotal_compressed_size(), Long::sum);
            counts.merge(field.fieldId(), chunk.getNum_values(), Long::sum);
            nulls.merge(field.fieldId(), statistics.getNull_count(), Long::sum);
            if (statistics.isSetMin_value()) {
                bounds.add(
                        least(value(field.type(), position, statistics.getMin_value())),
                        most(value(field.type(), position, statistics.getMax_value())));
            }
        }
        if (mode != Counts.get()) {
            int length = mode instanceof Truncate cut ? cut.length() : Integer.MAX_VALUE;
            types.put(field.fieldId(), field.type());
            put(lower, field, bounds.lower == null ? null : cut(bounds.lower, length));
            put(upper, field, bounds.upper == null ? null : cutAbove(bounds.upper, length));
        }
    }

    private static void put(Map<Integer, ByteBuffer> all, NestedField field, @Nullable Object bound) {
        if (bound != null) {
            all.put(field.fieldId(), Conversions.toByteBuffer(field.type(), bound));
        }
    }

    private Object value(Type type, int position, byte[] bytes) {
        ByteBuffer value = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type.typeId()) {
            case BOOLEAN -> bytes[0] != 0;
            case INTEGER, DATE -> value.getInt();
            case DOUBLE -> value.getDouble();
            case STRING -> new String(bytes, StandardCharsets.UTF_8);
            case BINARY -> value;
            case DECIMAL -> new BigDecimal(unscaled(position, value), ((Types.DecimalType) type).scale());
            default -> value.getLong();
        };
    }

    /** Where zeros of either sign may be, the smaller one counts below and the larger one above. */
    private static Object least(Object bound) {
        return bound.equals(0.0) ? (Object) (-0.0) : bound;
    }

    private static Object most(Object bound) {
        return bound.equals(-0.0) ? (Object) 0.0 : bound;
    }

    private BigInteger unscaled(int position, ByteBuffer value) {
        return switch (footer.getSchema().get(position + 1).getType()) {
            case INT32 -> BigInteger.valueOf(value.getInt());
            case INT64 -> BigInteger.valueOf(value.getLong());
            default -> new BigInteger(value.array());
        };
    }

    private static Object cut(Object bound, int length) {
        return bound instanceof String text
                ? UnicodeUtil.truncateStringMin(text, length)
                : bound instanceof ByteBuffer bytes ? BinaryUtil.truncateBinaryMin(bytes, length) : bound;
    }

    /** Nothing when no shorter value is above. */
    private static @Nullable Object cutAbove(Object bound, int length) {
        return bound instanceof String text
                ? UnicodeUtil.truncateStringMax(text, length)
                : bound instanceof ByteBuffer bytes ? BinaryUtil.truncateBinaryMax(bytes, length) : bound;
    }

    /** The bounds of all chunks of a column. */
    private static final class Bounds<T> {
        private final Comparator<T> order;
        private @Nullable T lower;
        private @Nullable T upper;

        private Bounds(Comparator<T> order) {
            this.order = order;
        }

        private void add(T least, T most) {
            if (lower == null || order.compare(least, lower) < 0) {
                lower = least;
            }
            if (upper == null || order.compare(most, upper) > 0) {
                upper = most;
            }
        }
    }
}
