/**
 * SQL databases: {@code SqlDatabase} is the ready source of all tables or some, {@code SqlRows} gives a query's rows to sources
 * that are written by hand. Knows JDBC and the source contract, and no database's driver.
 */
@NullMarked
package dev.tributary.sources.sql;

import org.jspecify.annotations.NullMarked;
