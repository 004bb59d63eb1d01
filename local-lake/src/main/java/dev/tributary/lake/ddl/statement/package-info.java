/**
 * The statements of Athena's DDL as values. Start at {@link dev.tributary.lake.ddl.statement.DdlStatement}, the closed list.
 * Names are in lower case, as Athena makes them; strings are without their quotes and escapes.
 */
@NullMarked
package dev.tributary.lake.ddl.statement;

import org.jspecify.annotations.NullMarked;
