package dev.tributary.source.incremental;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@code Resource} incremental, on a parameter of type {@link Cursor} of its method: each run goes on from the last
 * value that an earlier one loaded. The method may ask its API for records from {@link Cursor#startValue()} on; whether it
 * does or not, records before the start are left out, and so are those at the start that are loaded already.
 *
 * <pre>{@code
 * @Resource(primaryKey = "id")
 * Stream<Issue> issues(@Incremental(cursor = "updatedAt", initialValue = "2024-01-01T00:00:00Z") Cursor<Instant> since) {
 *     return api.issues(since.startValue());
 * }
 * }</pre>
 *
 * The class in {@code Cursor<…>} tells how values compare: text as text without it, as timestamps with
 * {@code Cursor<Instant>}. Initial and end value and the settings of them are
 * {@code sources.<source>.<resource>.<parameter>.initial_value} and {@code .end_value}, the parameter in snake case.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Incremental {
    /** Stands for no value. */
    String NONE = "\0";

    /** Stands for the resource's primary key. */
    String PRIMARY_KEY = "\0";

    /** The field or the JSONPath of the value in a record; for Java records and beans, the property. */
    String cursor();

    /** Where the first run starts; by default with whatever there is. */
    String initialValue() default NONE;

    /** Where a backfill ends. With it, every run starts at the initial value, and nothing is remembered. */
    String endValue() default NONE;

    /** Which of two values is the further one: {@code Max}, {@code Min} or a class of one's own. */
    Class<? extends LastValueFunction> lastValueFunction() default LastValueFunction.Max.class;

    /**
     * The fields that tell records with the same cursor value apart; by default the resource's primary key, or without one
     * the whole record. None, {@code {}}, lets records at the start through as often as they come.
     */
    String[] primaryKey() default PRIMARY_KEY;

    /** The order in which records come. Where it is known, a run stops reading at the end of its range. */
    RowOrder rowOrder() default RowOrder.UNKNOWN;

    /** What happens with a record that has no value at the cursor, or null. */
    MissingCursor onCursorValueMissing() default MissingCursor.RAISE;

    /**
     * How far each run reaches back behind the last value, for records that come late: a duration ({@code "1h"}), or a
     * number, which is seconds for timestamps and days for dates. Records in that range come again, so that the table wants
     * MERGE. Never reaches behind the initial value.
     */
    String lag() default "";

    /** Whether records at the start are taken. */
    RangeBound rangeStart() default RangeBound.CLOSED;

    /** Whether records at the end value are taken. */
    RangeBound rangeEnd() default RangeBound.OPEN;
}
