package dev.tributary.lake.ddl.type;

import java.util.List;
import java.util.stream.Collectors;

/** A column's type as Hive's DDL spells it. Whether a name means a type is not known before {@link KnownTypes} was asked. */
public sealed interface HiveType {

    /** A type without parts, such as {@code bigint}, {@code decimal(10,2)} or {@code varchar(5)}; the name in lower case. */
    record Scalar(String name, List<Integer> arguments) implements HiveType {
        public Scalar {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String text() {
            return arguments.isEmpty()
                    ? name
                    : name + arguments.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
        }
    }

    /** {@code array<element>}. */
    record ArrayOf(HiveType element) implements HiveType {
        @Override
        public String text() {
            return "array<" + element.text() + ">";
        }
    }

    /** {@code map<key,value>}. */
    record MapOf(HiveType key, HiveType value) implements HiveType {
        @Override
        public String text() {
            return "map<" + key.text() + "," + value.text() + ">";
        }
    }

    /** {@code struct<name:type,…>}. */
    record StructOf(List<Field> fields) implements HiveType {
        public StructOf {
            fields = List.copyOf(fields);
        }

        @Override
        public String text() {
            return fields.stream()
                    .map(field -> field.name() + ":" + field.type().text())
                    .collect(Collectors.joining(",", "struct<", ">"));
        }
    }

    /** A field of a struct. */
    record Field(String name, HiveType type) {}

    /** The type as Glue keeps it: lower case, without spaces. */
    String text();
}
