package dev.tributary.athena.hive;

import dev.tributary.athena.layout.PartitionFolder;
import dev.tributary.error.ConfigException;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.PartitionField.Transform;
import dev.tributary.schema.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A partition key of a Hive table: a column itself, or a date part named after it, such as {@code created_at_day}. */
record HivePartitionKey(PartitionField field) {

    /** The keys of a table, in order. */
    static List<HivePartitionKey> of(Table table) {
        for (PartitionField field : table.partition()) {
            if (field.transform() == Transform.BUCKET || field.transform() == Transform.TRUNCATE) {
                throw new ConfigException(
                        "Cannot partition Hive table '%s' by %s of '%s': Hive has no such partitions (take the column, year, month, day or hour, or table format ICEBERG)"
                                .formatted(
                                        table.name(),
                                        field.transform().name().toLowerCase(Locale.ROOT),
                                        field.column()));
            }
        }
        return table.partition().stream().map(HivePartitionKey::new).toList();
    }

    /** The columns that are partition keys themselves, which a table must not name twice. */
    static Set<String> columns(Table table) {
        return table.partition().stream()
                .filter(f -> f.transform() == Transform.IDENTITY)
                .map(PartitionField::column)
                .collect(Collectors.toSet());
    }

    String name() {
        return field.transform() == Transform.IDENTITY
                ? field.column()
                : field.column() + "_" + field.transform().name().toLowerCase(Locale.ROOT);
    }

    /** The values of a file's partition as the catalog holds them. */
    static List<String> values(List<HivePartitionKey> keys, List<@Nullable String> partition) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            values.add(PartitionFolder.value(keys.get(i).text(partition.get(i))));
        }
        return values;
    }

    private @Nullable String text(@Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (field.transform()) {
            case YEAR -> Year.of(1970 + Integer.parseInt(value)).toString();
            case MONTH ->
                YearMonth.of(1970, 1).plusMonths(Long.parseLong(value)).toString();
            case DAY -> LocalDate.ofEpochDay(Long.parseLong(value)).toString();
            case HOUR ->
                DateTimeFormatter.ofPattern("uuuu-MM-dd-HH", Locale.ROOT)
                        .format(Instant.ofEpochSecond(Long.parseLong(value) * 3600)
                                .atOffset(ZoneOffset.UTC));
            case IDENTITY, BUCKET, TRUNCATE -> value;
        };
    }
}
