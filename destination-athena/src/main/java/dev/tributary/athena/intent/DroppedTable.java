package dev.tributary.athena.intent;

/** A table that a load takes away, and the address of its files, which ends with a slash. */
public record DroppedTable(String name, String location) {}
