package dev.tributary.source;

import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link Source} a resource. Its parameters may be a {@code Cursor} with {@code Incremental} and a
 * {@link ResourceState}; it returns its records as a {@code Stream}, {@code Iterator} or {@code Iterable} of maps, Java records, beans, Jackson nodes or {@link RawJson}, or one
 * {@code RawJson} or Jackson node. It is called once in a run, when its records are wanted; what it returns is read once,
 * by one thread, and closed if it can be.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Resource {
    /** The resource's name; by default the method's. */
    String name() default "";

    /** The table its records go to; by default the resource's name. */
    String table() default "";

    /**
     * A field whose value names the record's table, so that the resource fills several; {@code table} is not used then.
     * A record without a value there is rejected.
     */
    String tableFrom() default "";

    /** What a load does with the rows that the table already holds. MERGE needs a key, but for SCD2. */
    WriteDisposition writeDisposition() default WriteDisposition.APPEND;

    /** How MERGE finds and exchanges rows. */
    MergeStrategy mergeStrategy() default MergeStrategy.DELETE_INSERT;

    /** How SCD2 tells since when and until when a row holds. */
    History history() default @History;

    /** The columns that tell one row from all others. */
    String[] primaryKey() default {};

    /** The columns by which MERGE finds the rows to exchange, where they are not the primary key. */
    String[] mergeKey() default {};

    /** At most one format; without one, the destination's default. */
    TableFormat[] tableFormat() default {};

    /**
     * How the table is partitioned, outermost first: a column ({@code "dt"}), a part of a timestamp
     * ({@code "day(created_at)"}; year, month, day or hour), and for ICEBERG also {@code "bucket(16, id)"} and
     * {@code "truncate(2, name)"}.
     */
    String[] partition() default {};

    /**
     * The class of its records, whose components or fields are the table's columns: their types follow from the Java types,
     * the rest is said by {@link Column} on them.
     */
    Class<?> row() default void.class;

    /** What is known of columns beforehand; all others are inferred. */
    Column[] columns() default {};

    /** What is known of nested tables beforehand. */
    Nested[] nested() default {};

    /**
     * Values to leave out, by their path from the table, such as {@code "pets__name"}; behind {@code re:} a regular
     * expression that is found in it, such as {@code "re:^pets__"}.
     */
    String[] exclude() default {};

    /** Exceptions to what is left out, in the same form. */
    String[] include() default {};

    /** How many levels of child tables it may make; deeper lists become JSON. -1 means the source's limit. */
    int maxTableNesting() default -1;

    /** At most one contract: what its records may change in the schema; without one, the source's holds. */
    Contract[] schemaContract() default {};

    /** Whether a run takes it when none are named. */
    boolean selected() default true;
}
