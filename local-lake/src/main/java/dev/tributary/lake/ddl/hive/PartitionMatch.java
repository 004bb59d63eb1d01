package dev.tributary.lake.ddl.hive;

import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GlueColumn;
import dev.tributary.lake.ddl.catalog.GluePartition;
import dev.tributary.lake.ddl.catalog.GlueTable;
import dev.tributary.lake.ddl.statement.PartitionSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds partitions by what a statement says of their keys. Keys of number types compare as numbers. */
public final class PartitionMatch {

    private static final Set<String> NUMBERS = Set.of("tinyint", "smallint", "int", "bigint", "float", "double");

    private final List<GlueColumn> keys;

    public PartitionMatch(GlueTable table) {
        this.keys = table.partitionKeys();
    }

    /** The conditions as Athena names them when nothing meets them. */
    public static String text(PartitionSpec spec) {
        return spec.conditions().stream()
                .map(condition -> condition.key() + condition.operator() + condition.value())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Those that meet all conditions. */
    public List<GluePartition> among(List<GluePartition> partitions, PartitionSpec spec) {
        requireKeys(spec);
        return partitions.stream()
                .filter(partition -> spec.conditions().stream().allMatch(condition -> meets(partition, condition)))
                .toList();
    }

    /** The one that has all the values. */
    public GluePartition one(List<GluePartition> partitions, PartitionSpec spec) {
        List<String> values = values(spec);
        return partitions.stream()
                .filter(partition -> partition.values().equals(values))
                .findFirst()
                .orElseThrow(() -> Complaint.semantic("[Error 10006]: Partition not found " + text(spec)));
    }

    /** The values of a spec that has all keys, in their order. */
    List<String> values(PartitionSpec spec) {
        requireKeys(spec);
        List<String> values = new ArrayList<>();
        for (GlueColumn key : keys) {
            values.add(spec.conditions().stream()
                    .filter(condition -> condition.key().equals(key.name()))
                    .map(PartitionSpec.Condition::value)
                    .findFirst()
                    .orElseThrow(() -> Complaint.semantic("partition spec %s doesn't contain all (%d) partition columns"
                            .formatted(text(spec), keys.size()))));
        }
        return values;
    }

    private void requireKeys(PartitionSpec spec) {
        if (keys.isEmpty()) {
            throw Complaint.semantic("table is not partitioned but partition spec exists: " + text(spec));
        }
        for (PartitionSpec.Condition condition : spec.conditions()) {
            index(condition.key());
        }
    }

    private boolean meets(GluePartition partition, PartitionSpec.Condition condition) {
        int index = index(condition.key());
        int order = compare(keys.get(index), partition.values().get(index), condition.value());
        return switch (condition.operator()) {
            case "=" -> order == 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> order != 0;
        };
    }

    private static int compare(GlueColumn key, String value, String wanted) {
        if (NUMBERS.contains(key.type()) || key.type().startsWith("decimal")) {
            try {
                return new BigDecimal(value).compareTo(new BigDecimal(wanted));
            } catch (NumberFormatException e) {
                return value.compareTo(wanted);
            }
        }
        return value.compareTo(wanted);
    }

    private int index(String key) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).name().equals(key)) {
                return i;
            }
        }
        throw Complaint.semantic("[Error 10098]: Non-Partition column appears in the partition specification: " + key);
    }
}
