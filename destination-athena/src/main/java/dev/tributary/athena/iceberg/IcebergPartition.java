package dev.tributary.athena.iceberg;

import dev.tributary.error.ConfigException;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.Table;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Partition specs of tables and the partitions of files. */
final class IcebergPartition {
    private IcebergPartition() {}

    static PartitionSpec spec(Table table, Schema schema) {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        for (PartitionField field : table.partition()) {
            String column = field.column();
            if (schema.findField(column) == null) {
                throw new ConfigException(
                        "Cannot partition table '%s' by '%s': it has no such column (name one of its columns)"
                                .formatted(table.name(), column));
            }
            switch (field.transform()) {
                case IDENTITY -> spec.identity(column);
                case YEAR -> spec.year(column);
                case MONTH -> spec.month(column);
                case DAY -> spec.day(column);
                case HOUR -> spec.hour(column);
                case BUCKET -> spec.bucket(column, Objects.requireNonNull(field.argument()));
                case TRUNCATE -> spec.truncate(column, Objects.requireNonNull(field.argument()));
            }
        }
        return spec.build();
    }

    /** Refuses files that were cut for another partitioning than the lake's table has. */
    static void checkFits(Table table, PartitionSpec lake) {
        PartitionSpec ours = spec(table, lake.schema());
        if (!ours.compatibleWith(lake)) {
            throw new ConfigException(
                    "Cannot load table '%s': it is partitioned by %s in the lake and by %s in the pipeline (give the resource the partitioning that the table has)"
                            .formatted(table.name(), names(lake), names(ours)));
        }
    }

    private static List<String> names(PartitionSpec spec) {
        return spec.fields().stream().map(f -> f.name() + " " + f.transform()).toList();
    }

    /** The partition of a file from its texts. */
    static PartitionData data(PartitionSpec spec, List<@Nullable String> values) {
        PartitionData data = new PartitionData(spec.partitionType());
        for (int i = 0; i < values.size(); i++) {
            String text = values.get(i);
            Type type = spec.partitionType().fields().get(i).type();
            data.set(
                    i,
                    text == null
                            ? null
                            : value(type, text, spec.fields().get(i).transform().isIdentity()));
        }
        return data;
    }

    private static Object value(Type type, String text, boolean identity) {
        return switch (type.typeId()) {
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case DATE -> identity ? (int) LocalDate.parse(text).toEpochDay() : Integer.parseInt(text);
            case TIMESTAMP ->
                ChronoUnit.MICROS.between(
                        LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), LocalDateTime.parse(text.replace(' ', 'T')));
            case BOOLEAN -> Boolean.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text).setScale(((Types.DecimalType) type).scale());
            case BINARY -> ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            default -> text;
        };
    }
}
