package dev.tributary.lake.engine.client;

/** A column of a result. */
public record Column(String name, Type type) {}
