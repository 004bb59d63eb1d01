package dev.tributary.lake.ddl.show;

import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GlueColumn;
import dev.tributary.lake.ddl.parse.DdlParser;
import dev.tributary.lake.ddl.type.HiveType;
import java.util.List;

/** The fields within a column that a DESCRIBE follows: a struct's by name, {@code $elem$}, {@code $key$} and {@code $value$}. */
final class StructPath {

    private StructPath() {}

    /** The type at the end of a path whose first step is the column. */
    static String type(GlueColumn column, List<String> path) {
        HiveType type = DdlParser.type(column.type()).orElseThrow(() -> noField(column.name()));
        for (String step : path.subList(1, path.size())) {
            type = step(type, step);
        }
        return type.text();
    }

    private static HiveType step(HiveType type, String step) {
        if (type instanceof HiveType.StructOf struct) {
            return struct.fields().stream()
                    .filter(field -> field.name().equalsIgnoreCase(step))
                    .map(HiveType.Field::type)
                    .findFirst()
                    .orElseThrow(() -> noField(step));
        }
        if (type instanceof HiveType.ArrayOf array && step.equals("$elem$")) {
            return array.element();
        }
        if (type instanceof HiveType.MapOf map && step.equals("$key$")) {
            return map.key();
        }
        if (type instanceof HiveType.MapOf map && step.equals("$value$")) {
            return map.value();
        }
        throw noField(step);
    }

    private static RuntimeException noField(String name) {
        return Complaint.systemTask("cannot find field " + name + " from []");
    }
}
