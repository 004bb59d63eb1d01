package dev.tributary.athena.sql;

/**
 * A column of a result: its name and Athena's name of its type, such as {@code varchar}; precision and scale are those of a
 * {@code decimal}.
 */
public record ResultColumn(String name, String type, int precision, int scale) {}
