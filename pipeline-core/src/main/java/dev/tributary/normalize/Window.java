package dev.tributary.normalize;

import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.source.definition.ResourceDefinition;
import java.util.ArrayList;
import java.util.List;

/** The first rows of a resource, held back while its new columns may still be widened. */
final class Window {
    private final ResourceDefinition resource;
    private final List<BatchRows> rows = new ArrayList<>();
    private long records;
    private long bytes;

    Window(ResourceDefinition resource) {
        this.resource = resource;
    }

    ResourceDefinition resource() {
        return resource;
    }

    List<BatchRows> rows() {
        return rows;
    }

    void add(BatchRows more) {
        rows.add(more);
        records += more.records();
        bytes += more.bytes();
    }

    long records() {
        return records;
    }

    long bytes() {
        return bytes;
    }
}
