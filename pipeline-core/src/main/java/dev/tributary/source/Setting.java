package dev.tributary.source;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the setting that a constructor's parameter of a {@link Source} takes: {@code sources.<source>.<value>}. Without
 * it, the key is the parameter's name in snake case. A parameter that is {@code @Nullable} or has a default may be left
 * unset; a default without a key is allowed.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Setting {
    /** Stands for no default. */
    String REQUIRED = "\0";

    /** The setting's key; by default the parameter's name in snake case. */
    String value() default "";

    /** The value, as it would stand in an environment variable, when none is set. */
    String defaultValue() default REQUIRED;
}
