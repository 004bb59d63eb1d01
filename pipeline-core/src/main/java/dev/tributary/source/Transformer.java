package dev.tributary.source;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link Source} a resource whose records are made of another resource's. The method takes one record
 * of it, or a {@code List} of them, optionally a {@link ResourceState} after that, and returns records as a
 * {@link Resource} method does; null where there are none. A record that is no instance of the parameter's type is
 * converted as Jackson does it. What is known of the table stands in a {@link Resource} beside it, which may be left out.
 *
 * <pre>{@code
 * @Transformer(from = "issues", parallel = 4)
 * @Resource(primaryKey = "id")
 * Stream<JsonNode> comments(JsonNode issue) {…}
 * }</pre>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Transformer {
    /** The name of the resource whose records it takes. It need not be selected; then it is read and not loaded. */
    String from();

    /** How many threads call the method at once. */
    int parallel() default 1;

    /** Whether its records keep the order of those they are made of; without it, they come as soon as they are made. */
    boolean ordered() default true;

    /** How many records a {@code List} holds; the last one may hold fewer. */
    int batch() default 100;
}
