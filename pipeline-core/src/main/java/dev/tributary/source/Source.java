package dev.tributary.source;

import dev.tributary.schema.Detection;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class a source: its {@link Resource} methods are its resources, the parameters of its only constructor its
 * settings (see {@link Setting}). The class may have any visibility, and may stand alone in a {@code .java} file.
 *
 * <pre>{@code
 * @Source
 * class GithubSource {
 *     GithubSource(Secret token, String owner) {…}   // sources.github.token, sources.github.owner
 *
 *     @Resource(writeDisposition = WriteDisposition.MERGE, primaryKey = "id")
 *     Stream<Map<String, Object>> issues() {…}       // table github.issues
 * }
 * }</pre>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Source {
    /**
     * The source's name, which is also its schema's name and the section of its settings. By default the class's name
     * in snake case, without {@code Source} at its end: {@code github} for {@code GithubSource}.
     */
    String name() default "";

    /** How many levels of child tables its resources may make; deeper lists become JSON. -1 means no limit. */
    int maxTableNesting() default -1;

    /**
     * At most one value: whether rows of nested tables name the root row they belong to, in {@code _dlt_root_id}. Without
     * one they do where merging needs it.
     */
    boolean[] rootKey() default {};

    /**
     * What values are taken for beyond their own type, when they are the first ones of a column. Given one or more, only
     * those; {@code {}} for what the schema says, which is ISO_TIMESTAMP at first.
     */
    Detection[] detections() default {};

    /** Types and hints of new columns by their names; the first type whose pattern fits counts, and all hints. */
    ColumnRule[] columnRules() default {};

    /** At most one contract: what records may change in the schema, where their resource has none of its own. */
    Contract[] schemaContract() default {};
}
