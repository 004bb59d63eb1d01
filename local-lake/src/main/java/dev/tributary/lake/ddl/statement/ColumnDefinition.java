package dev.tributary.lake.ddl.statement;

import dev.tributary.lake.ddl.type.HiveType;
import org.jspecify.annotations.Nullable;

/** A column of a CREATE or ALTER. */
public record ColumnDefinition(
        String name, HiveType type, @Nullable String comment) {}
