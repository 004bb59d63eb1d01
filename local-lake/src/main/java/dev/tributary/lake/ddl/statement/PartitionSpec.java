package dev.tributary.lake.ddl.statement;

import java.util.List;

/** PARTITION (…): conditions on partition keys, all of which hold. */
public record PartitionSpec(List<Condition> conditions) {
    public PartitionSpec {
        conditions = List.copyOf(conditions);
    }

    /**
     * One key's condition.
     *
     * @param operator {@code =}, or in a DROP also {@code <}, {@code <=}, {@code >}, {@code >=} and {@code <>}
     */
    public record Condition(String key, String operator, String value) {}
}
