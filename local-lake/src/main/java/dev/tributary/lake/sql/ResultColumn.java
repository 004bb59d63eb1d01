package dev.tributary.lake.sql;

/** A column of a result. The type is Athena's word for it, such as {@code varchar}, {@code decimal} or {@code array}. */
public record ResultColumn(String name, String type, int precision, int scale) {}
