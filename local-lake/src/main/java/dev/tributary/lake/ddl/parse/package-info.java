/**
 * Athena's DDL from text: a lexer, and a parser by recursive descent that looks ahead by a fixed number of tokens and never
 * goes back. Start at {@link dev.tributary.lake.ddl.parse.DdlParser}. Whatever the text, the answer is a statement or a
 * {@link dev.tributary.lake.sql.StatementFailed}, after work that grows with the text's length.
 */
@NullMarked
package dev.tributary.lake.ddl.parse;

import org.jspecify.annotations.NullMarked;
