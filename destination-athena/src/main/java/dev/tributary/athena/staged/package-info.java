/**
 * Iceberg tables that Athena writes: a load's files become tables of a staging dataset, and statements copy or merge them
 * from there. Start at {@code StagedTables}. Depends on the packages of Iceberg tables, of intents and of statements.
 */
@NullMarked
package dev.tributary.athena.staged;

import org.jspecify.annotations.NullMarked;
