package dev.tributary.source;

import dev.tributary.schema.DataType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is known of a column beforehand, for {@link Resource#columns()}. What is left out is inferred from the data. */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Column {
    /** The column's name, as in the records. */
    String name();

    /** At most one type; values that don't fit it go to a variant column. */
    DataType[] type() default {};

    /** Whether a record may lack the value. */
    boolean nullable() default true;

    /** Digits of a decimal, bits of an integer, characters of text; -1 means the type's default. */
    int precision() default -1;

    /** Digits behind the point of a decimal; -1 means the type's default. */
    int scale() default -1;

    /** A sentence for those who read the table. */
    String description() default "";
}
