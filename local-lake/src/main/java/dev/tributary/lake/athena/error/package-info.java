/**
 * How Athena refuses a call: the exception a client sees, its {@code AthenaErrorCode} and the words. Everything of the
 * endpoint may use it; it depends on the wire only.
 */
@NullMarked
package dev.tributary.lake.athena.error;

import org.jspecify.annotations.NullMarked;
