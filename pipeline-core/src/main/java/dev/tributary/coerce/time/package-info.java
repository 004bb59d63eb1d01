/**
 * Dates, times and timestamps of the forms that dlt takes, and of Java's many types, as numbers: microseconds and days since
 * 1970. Start at {@code IsoTimestamp}. Depends on nothing.
 */
@NullMarked
package dev.tributary.coerce.time;

import org.jspecify.annotations.NullMarked;
