package dev.tributary.destination;

import dev.tributary.schema.TableFormat;
import java.util.List;

/** A table as the lake's catalog and files describe it. Types are those of Athena's DDL, bytes those of the data files. */
public record LakeTable(
        String name, TableFormat format, String location, List<LakeColumn> columns, long rows, int files, long bytes) {
    public LakeTable {
        columns = List.copyOf(columns);
    }

    /** A column's name and its Athena type, such as {@code decimal(38,0)}. */
    public record LakeColumn(String name, String type) {}
}
