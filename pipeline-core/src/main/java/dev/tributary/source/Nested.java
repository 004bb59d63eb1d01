package dev.tributary.source;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is known beforehand of a table nested in a resource's, for {@link Resource#nested()}. */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Nested {
    /** The fields that lead to the list, from the record on, joined by dots: {@code "pets.toys"}. */
    String path();

    /** What is known of its columns; all others are inferred. */
    Column[] columns();
}
