package dev.tributary.destination;

/** A place that datasets live in. Made from settings once, checked then; opened for each run. */
public interface Destination {
    /** The name in settings, such as {@code athena}. */
    String name();

    /**
     * Connects for one run. Whatever can be known to be wrong before a record is extracted (layout, bucket, credentials)
     * is a {@link dev.tributary.error.ConfigException} here.
     */
    DestinationSession open(DatasetName dataset);
}
