package dev.tributary.source.reflect;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.schema.DataType;
import dev.tributary.source.Column;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns what a {@link Column} annotation says into a column of a schema. */
final class ColumnReader {
    private ColumnReader() {}

    /** Tells what is wrong with an annotation, given the name that messages call the column by. */
    static void check(Column given, String name, Consumer<String> problem) {
        if (given.type().length > 1) {
            problem.accept("column '" + name + "' has " + given.type().length + " types (give one)");
        }
        if (given.scale() > given.precision() && given.precision() >= 0) {
            problem.accept(
                    "column '" + name + "' has scale " + given.scale() + " above its precision " + given.precision());
        }
        if (given.dedupSort().length > 1) {
            problem.accept(
                    "column '" + name + "' has " + given.dedupSort().length + " orders for dedupSort (give one)");
        }
        for (String property : given.properties()) {
            if (!property.matches("x-[^=]+=.*")) {
                problem.accept("column '" + name + "' has property '" + property + "' (write \"x-name=value\")");
            }
        }
    }

    /** The column, with the type that its Java type has where the annotation says none. */
    static dev.tributary.schema.Column read(Column given, String name, @Nullable DataType otherwise, boolean nullable) {
        dev.tributary.schema.Column column = new dev.tributary.schema.Column(
                name,
                given.type().length == 0 ? otherwise : given.type()[0],
                given.nullable() && nullable,
                SourceReader.absent(given.precision()),
                SourceReader.absent(given.scale()),
                java.util.Set.of(),
                given.description().isEmpty() ? null : given.description());
        column = given.timezone() ? column : column.timezone(false);
        column = given.primaryKey() ? column.primaryKey() : column;
        column = given.mergeKey() ? column.mergeKey() : column;
        column = given.unique() ? column.unique() : column;
        column = given.sort() ? column.sort() : column;
        column = given.cluster() ? column.cluster() : column;
        column = given.hardDelete() ? column.hardDelete() : column;
        column = given.dedupSort().length == 0 ? column : column.dedupSort(given.dedupSort()[0]);
        column = given.incremental() ? column.incremental() : column;
        for (String property : given.properties()) {
            String[] pair = property.split("=", 2);
            column = column.property(pair[0], TextNode.valueOf(pair[pair.length - 1]));
        }
        return given.renamedFrom().isEmpty() ? column : column.renamedFrom(given.renamedFrom());
    }
}
