package dev.tributary.source;

import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;

/** A resource: where its records come from, and what is known of the table they go to. */
public record ResourceDefinition(String name, TableHints hints, boolean selected, Records records) {

    /** A selected resource that appends to the table of its name. */
    public static ResourceDefinition of(String name, Records records) {
        return new ResourceDefinition(name, TableHints.of(name), true, records);
    }

    /** The same resource with other hints. */
    public ResourceDefinition with(TableHints newHints) {
        return new ResourceDefinition(name, newHints, selected, records);
    }

    /** The same resource with another disposition. */
    public ResourceDefinition with(WriteDisposition disposition) {
        return with(hints.disposition(disposition));
    }

    /** The same resource with another table format. */
    public ResourceDefinition with(TableFormat format) {
        return with(hints.format(format));
    }

    /** The same resource, taken by a run that names none, or not. */
    public ResourceDefinition selected(boolean taken) {
        return new ResourceDefinition(name, hints, taken, records);
    }
}
