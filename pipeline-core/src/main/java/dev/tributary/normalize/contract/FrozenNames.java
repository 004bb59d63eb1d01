package dev.tributary.normalize.contract;

import dev.tributary.error.ConfigException;
import dev.tributary.naming.NamingConvention;
import dev.tributary.schema.Column;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps the names of tables that hold rows: other rules would put new tables and columns beside them, unseen. */
public final class FrozenNames {
    private FrozenNames() {}

    /**
     * The schema with that convention.
     *
     * @throws ConfigException if tables that hold rows were named by another one, or have longer names
     */
    public static Schema check(Schema schema, NamingConvention naming) {
        Optional<Table> table = schema.tables().values().stream()
                .filter(t -> !t.typedColumns().isEmpty())
                .findFirst();
        if (table.isPresent() && !schema.naming().equals(naming.id())) {
            throw new ConfigException(
                    "Cannot name by '%s': table '%s' holds rows, and the names of schema '%s' follow '%s' (set schema.naming to '%s', or load into another dataset)"
                            .formatted(
                                    naming.id(), table.get().name(), schema.name(), schema.naming(), schema.naming()));
        }
        schema.tables()
                .values()
                .forEach(t -> names(t).filter(n -> isTooLong(n, naming))
                        .findFirst()
                        .ifPresent(name -> {
                            throw new ConfigException(
                                    "Cannot cut names after %d characters: table '%s' holds rows, and its name '%s' is longer (set schema.max_identifier_length to %d or more, or load into another dataset)"
                                            .formatted(naming.maxLength(), t.name(), name, length(name)));
                        }));
        return schema.withNaming(naming.id());
    }

    private static Stream<String> names(Table table) {
        return Stream.concat(
                Stream.of(table.name()).filter(n -> !table.typedColumns().isEmpty()),
                table.typedColumns().stream().map(Column::name));
    }

    private static boolean isTooLong(String name, NamingConvention naming) {
        return length(name) > naming.maxLength();
    }

    private static int length(String name) {
        return name.codePointCount(0, name.length());
    }
}
