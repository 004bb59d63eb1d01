package dev.tributary.source;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a resource with merge strategy SCD2 tells since when and until when a row holds. */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface History {
    /** The column that says since when a row holds. */
    String validFrom() default "_dlt_valid_from";

    /** The column that says until when; it is null, or {@code active}, while a row holds. */
    String validTo() default "_dlt_valid_to";

    /** The end of rows that still hold, such as {@code "9999-12-31T00:00:00Z"}; by default null. */
    String active() default "";

    /** The time at which a load's changes count, such as {@code "2024-08-21T12:15:00Z"}; by default the load's. */
    String boundary() default "";

    /** The column whose value changes when a record does; by default the row's id, made of all that the record says. */
    String rowVersion() default "";
}
