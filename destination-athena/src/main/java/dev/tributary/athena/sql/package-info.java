/**
 * Statements for Athena: started, waited for, stopped, and their results read row by row; what Athena refuses is explained.
 * Start at {@code Athena}. Depends on the AWS client and the words only.
 */
@NullMarked
package dev.tributary.athena.sql;

import org.jspecify.annotations.NullMarked;
