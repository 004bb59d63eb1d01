package dev.tributary.drop;

/** What a run forgets before it extracts, in the same load as its records; as dlt's modes of these names. */
public enum RefreshMode {
    /** All tables of the source and its whole state. */
    DROP_SOURCES,
    /** The tables and the states of the selected resources. */
    DROP_RESOURCES,
    /** The rows of the selected resources' tables, and the resources' states; tables and columns stay. */
    DROP_DATA
}
