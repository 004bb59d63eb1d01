/**
 * What is told of a statement by its text alone: its kind, its placeholders and what takes their places, and the three
 * statements about prepared statements. Nothing here runs anything. Start at {@link
 * dev.tributary.lake.athena.statement.Kinds}.
 */
@NullMarked
package dev.tributary.lake.athena.statement;

import org.jspecify.annotations.NullMarked;
