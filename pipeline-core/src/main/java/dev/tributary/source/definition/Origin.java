package dev.tributary.source.definition;

/** Where a resource's records come from: they are opened, or made of those of another resource. */
public sealed interface Origin permits Records, Transformation {}
