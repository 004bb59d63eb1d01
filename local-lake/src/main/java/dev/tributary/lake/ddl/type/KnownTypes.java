package dev.tributary.lake.ddl.type;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which type names Hive's DDL has, and what it completes in them. */
public final class KnownTypes {

    private static final int MOST_DIGITS = 38;
    private static final int DEFAULT_DIGITS = 10;
    private static final int LONGEST_VARCHAR = 65_535;
    private static final int LONGEST_CHAR = 255;

    private static final Set<String> PLAIN = Set.of(
            "boolean",
            "tinyint",
            "smallint",
            "int",
            "bigint",
            "float",
            "double",
            "string",
            "binary",
            "date",
            "timestamp");
    private static final Map<String, String> OTHER_NAMES = Map.of("integer", "int");

    private KnownTypes() {}

    /** The type in the form that is kept, empty if it, or a type within it, does not exist. */
    public static Optional<HiveType> resolve(HiveType type) {
        if (type instanceof HiveType.Scalar scalar) {
            return scalar(scalar);
        }
        if (type instanceof HiveType.ArrayOf array) {
            return resolve(array.element()).map(HiveType.ArrayOf::new);
        }
        if (type instanceof HiveType.MapOf map) {
            return resolve(map.key()).flatMap(key -> resolve(map.value()).map(value -> new HiveType.MapOf(key, value)));
        }
        return struct((HiveType.StructOf) type);
    }

    private static Optional<HiveType> struct(HiveType.StructOf struct) {
        List<HiveType.Field> fields = struct.fields().stream()
                .flatMap(field -> resolve(field.type()).map(type -> new HiveType.Field(field.name(), type)).stream())
                .toList();
        return fields.size() == struct.fields().size() ? Optional.of(new HiveType.StructOf(fields)) : Optional.empty();
    }

    private static Optional<HiveType> scalar(HiveType.Scalar type) {
        String name = OTHER_NAMES.getOrDefault(type.name(), type.name());
        List<Integer> arguments = type.arguments();
        return switch (name) {
            case "decimal" -> decimal(arguments);
            case "varchar" -> sized(name, arguments, LONGEST_VARCHAR);
            case "char" -> sized(name, arguments, LONGEST_CHAR);
            default ->
                PLAIN.contains(name) && arguments.isEmpty()
                        ? Optional.of(new HiveType.Scalar(name, List.of()))
                        : Optional.empty();
        };
    }

    private static Optional<HiveType> decimal(List<Integer> arguments) {
        int precision = arguments.isEmpty() ? DEFAULT_DIGITS : arguments.get(0);
        int scale = arguments.size() < 2 ? 0 : arguments.get(1);
        boolean valid = arguments.size() <= 2 && precision >= 1 && precision <= MOST_DIGITS && scale <= precision;
        return valid ? Optional.of(new HiveType.Scalar("decimal", List.of(precision, scale))) : Optional.empty();
    }

    private static Optional<HiveType> sized(String name, List<Integer> arguments, int longest) {
        boolean valid = arguments.size() == 1 && arguments.get(0) >= 1 && arguments.get(0) <= longest;
        return valid ? Optional.of(new HiveType.Scalar(name, arguments)) : Optional.empty();
    }
}
