/**
 * The directory in which the stages meet: Parquet files, the schema and the state of one load, written so that a torn
 * write is recognised. Start at {@code LoadPackage}. Depends on the words only.
 */
@NullMarked
package dev.tributary.loadpackage;

import org.jspecify.annotations.NullMarked;
