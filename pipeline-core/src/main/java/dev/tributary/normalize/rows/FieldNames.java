package dev.tributary.normalize.rows;

import dev.tributary.parquet.encoding.BytesDictionary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields by their names in UTF-8, so that a name in a text is found without being made a string.
 *
 * @param <F> the fields
 */
final class FieldNames<F> {
    private final BytesDictionary names = new BytesDictionary(0);

    /** Those of the names, in the order of their ids. */
    private final List<F> fields = new ArrayList<>();

    /** The field of the name at a place of an array, or null. */
    @Nullable
    F find(byte[] array, int from, int length) {
        int id = names.find(array, from, length);
        return id < 0 ? null : fields.get(id);
    }

    /** Adds a field under a name that none has. */
    void add(byte[] name, F field) {
        names.id(name, 0, name.length);
        fields.add(field);
    }
}
