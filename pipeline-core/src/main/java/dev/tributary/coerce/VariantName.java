package dev.tributary.coerce;

import dev.tributary.naming.NamingConvention;
import dev.tributary.schema.DataType;

/** Names of variant columns: those that hold what their column can't. */
public final class VariantName {
    private VariantName() {}

    /** The name of a column's variant for values of a type, such as {@code id__v_text}; cut as the convention cuts. */
    public static String of(NamingConvention naming, String column, DataType type) {
        return naming.join(column, "v_" + type.id());
    }

    /** The name of a column's variant without a limit of length. */
    public static String of(String column, DataType type) {
        return column + "__v_" + type.id();
    }
}
