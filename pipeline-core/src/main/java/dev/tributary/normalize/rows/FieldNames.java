package dev.tributary.normalize.rows;

import dev.tributary.parquet.encoding.BytesDictionary;
import dev.tributary.parquet.encoding.Words;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** A name as it stands in JSON, with quotes and a colon; empty where characters of it have to be escaped. */
    static byte[] quoted(byte[] name) {
        for (byte b : name) {
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                return new byte[0];
            }
        }
        byte[] quoted = new byte[name.length + 3];
        quoted[0] = '"';
        System.arraycopy(name, 0, quoted, 1, name.length);
        quoted[name.length + 1] = '"';
        quoted[name.length + 2] = ':';
        return quoted;
    }

    /** Whether a quoted name that is not empty stands at a place of a text, which reaches up to {@code end}. */
    static boolean stands(byte[] quoted, byte[] text, int at, int end) {
        int length = quoted.length;
        if (length > end - at) {
            return false;
        }
        if (length < Long.BYTES) {
            return length > 0 && Arrays.equals(quoted, 0, length, text, at, at + length);
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if (Words.getLong(quoted, i) != Words.getLong(text, at + i)) {
                return false;
            }
        }
        return Words.getLong(quoted, last) == Words.getLong(text, at + last);
    }
}
