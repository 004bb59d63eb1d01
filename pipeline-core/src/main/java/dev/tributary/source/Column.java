package dev.tributary.source;

import dev.tributary.schema.DataType;
import dev.tributary.schema.SortOrder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is known of a column beforehand, in {@link Resource#columns()} or on a component or field of the class that is its
 * {@link Resource#row()}. What is left out is taken from the Java type, or from the data.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Column {
    /** The column's name, as in the records; on a component or field, by default its own. */
    String name() default "";

    /** At most one type; values that don't fit it go to a variant column. */
    DataType[] type() default {};

    /** Whether a record may lack the value. */
    boolean nullable() default true;

    /** Digits of a decimal, bits of an integer, characters of text; -1 means the type's default. */
    int precision() default -1;

    /** Digits behind the point of a decimal; -1 means the type's default. */
    int scale() default -1;

    /** Whether the values of a timestamp belong to a time zone. */
    boolean timezone() default true;

    /** Whether it is part of the primary key. */
    boolean primaryKey() default false;

    /** Whether MERGE finds rows by it. */
    boolean mergeKey() default false;

    /** Whether no value comes twice; nothing checks it. */
    boolean unique() default false;

    /** Whether rows are sorted by it, where a destination can. */
    boolean sort() default false;

    /** Whether rows are clustered by it, where a destination can. */
    boolean cluster() default false;

    /** Whether its value says that MERGE is to delete the row. */
    boolean hardDelete() default false;

    /** At most one order, by which MERGE chooses among rows of one key. */
    SortOrder[] dedupSort() default {};

    /** Whether it is the cursor of an incremental resource. */
    boolean incremental() default false;

    /** A sentence for those who read the table. */
    String description() default "";

    /** Further properties, as {@code "x-owner=sales"}. */
    String[] properties() default {};

    /** The name that the column had; an Iceberg table renames it and keeps its values. */
    String renamedFrom() default "";
}
