package dev.tributary.fuzz;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Detection;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.SchemaContract;
import dev.tributary.schema.SchemaContract.Mode;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** What may be known of a resource beforehand, chosen at random: depth, columns, keys, filters, contracts, detections. */
record RandomResource(ResourceDefinition resource, Set<Detection> detections) {
    private static final List<String> COLUMNS = List.of("a", "b", "c", "id", "x__y", "created_at", "value", "user id");

    static RandomResource of(Random random) {
        TableHints hints =
                TableHints.of("items").maxTableNesting(new Integer[] {null, null, 0, 1, 2, 3}[random.nextInt(6)]);
        if (random.nextInt(3) == 0) {
            hints = hints.columns(random.ints(random.nextInt(4), 0, COLUMNS.size())
                    .distinct()
                    .mapToObj(i -> column(COLUMNS.get(i), random))
                    .toArray(Column[]::new));
        }
        switch (random.nextInt(8)) {
            case 0 ->
                hints = hints.disposition(WriteDisposition.MERGE)
                        .mergeStrategy(MergeStrategy.UPSERT)
                        .primaryKey(random.nextBoolean() ? new String[] {"id"} : new String[] {"a", "x__y"});
            case 1 -> hints = hints.disposition(WriteDisposition.MERGE).mergeStrategy(MergeStrategy.SCD2);
            case 2 -> hints = hints.exclude("x__y", "re:^b").include("b__a");
            case 3 -> hints = hints.exclude("a", "re:list");
            case 4 -> {
                Mode[] modes = Mode.values();
                hints = hints.contract(new SchemaContract(
                        modes[random.nextInt(modes.length)],
                        modes[random.nextInt(modes.length)],
                        modes[random.nextInt(modes.length)]));
            }
            default -> {}
        }
        Set<Detection> detections = EnumSet.noneOf(Detection.class);
        if (random.nextInt(3) > 0) {
            detections.addAll(Detection.DEFAULT);
        } else {
            Stream.of(Detection.values()).filter(d -> random.nextBoolean()).forEach(detections::add);
        }
        return new RandomResource(
                ResourceDefinition.of("items", state -> Stream.empty()).with(hints), detections);
    }

    /** Whether ids of rows follow from a key. */
    boolean hasKey() {
        return !resource.hints().primaryKey().isEmpty();
    }

    private static Column column(String name, Random random) {
        DataType[] types = DataType.values();
        Column column = Column.of(name, types[random.nextInt(types.length)]);
        return random.nextInt(6) == 0 ? column.notNull() : column;
    }
}
