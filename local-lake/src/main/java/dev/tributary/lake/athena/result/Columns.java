package dev.tributary.lake.athena.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.sql.ResultColumn;
import dev.tributary.lake.wire.Json;
import java.util.Map;
import java.util.Set;

/** Columns as {@code ColumnInfo} describes them. */
public final class Columns {

    private static final Map<String, Integer> FIXED_PRECISIONS = Map.ofEntries(
            Map.entry("tinyint", 3),
            Map.entry("smallint", 5),
            Map.entry("integer", 10),
            Map.entry("bigint", 19),
            Map.entry("float", 17),
            Map.entry("double", 17),
            Map.entry("time", 3),
            Map.entry("time with time zone", 3),
            Map.entry("timestamp", 3),
            Map.entry("timestamp with time zone", 3),
            Map.entry("varbinary", 1_073_741_824));

    private static final Set<String> WITH_OWN_PRECISION = Set.of("decimal", "varchar", "char");

    /** What a statement that changes rows shows as its only column. */
    private static final ResultColumn ROWS = new ResultColumn("rows", "bigint", 0, 0);

    private Columns() {}

    /**
     * Describes a column.
     *
     * @param utility whether it is one of a SHOW or DESCRIBE, whose columns have neither length nor case
     */
    public static ObjectNode describe(ResultColumn column, boolean utility) {
        String type = column.type().equals("real") ? "float" : column.type();
        boolean own = WITH_OWN_PRECISION.contains(type) && !utility;
        int precision = own ? column.precision() : FIXED_PRECISIONS.getOrDefault(type, 0);
        return Json.object()
                .put("CatalogName", "hive")
                .put("SchemaName", "")
                .put("TableName", "")
                .put("Name", column.name())
                .put("Label", column.name())
                .put("Type", type)
                .put("Precision", precision)
                .put("Scale", type.equals("decimal") ? column.scale() : 0)
                .put("Nullable", "UNKNOWN")
                .put("CaseSensitive", !utility && (type.equals("varchar") || type.equals("char")));
    }

    /** The number of rows that a statement changed. */
    public static ObjectNode changedRows() {
        return describe(ROWS, false);
    }
}
