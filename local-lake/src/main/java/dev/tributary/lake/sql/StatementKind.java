package dev.tributary.lake.sql;

/**
 * What the service calls a statement: {@code StatementType} ({@code DDL}, {@code DML} or {@code UTILITY}) and {@code
 * SubstatementType}, such as {@code CREATE_TABLE}.
 */
public record StatementKind(String type, String substatement) {}
