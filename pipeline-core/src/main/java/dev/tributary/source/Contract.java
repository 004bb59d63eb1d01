package dev.tributary.source;

import dev.tributary.schema.SchemaContract.Mode;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What records may change in a schema, for {@link Source#schemaContract()} and {@link Resource#schemaContract()}. */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Contract {
    /** Whether records may bring new tables. */
    Mode tables() default Mode.EVOLVE;

    /** Whether records may bring new columns of tables that have data; a new table's columns come with it. */
    Mode columns() default Mode.EVOLVE;

    /** Whether values may need a variant column, because they don't fit theirs. */
    Mode dataType() default Mode.EVOLVE;
}
