package dev.tributary.source;

import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What new columns get by their names, for {@link Source#columnRules()}. */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface ColumnRule {
    /**
     * Which columns: {@code "re:_at$"} is a regular expression found anywhere in the normalized name; in any other pattern,
     * such as {@code "code*"}, a star stands for any characters.
     */
    String value();

    /** At most one type, which the columns have whatever type their first value has. */
    DataType[] type() default {};

    /** Hints that the columns have. */
    ColumnHint[] hints() default {};

    /** Whether a record may lack the value. */
    boolean nullable() default true;
}
