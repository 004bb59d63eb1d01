/**
 * The types of Hive's DDL, which are also the types that Glue keeps. Start at {@link dev.tributary.lake.ddl.type.HiveType}.
 * Depends on nothing.
 */
@NullMarked
package dev.tributary.lake.ddl.type;

import org.jspecify.annotations.NullMarked;
