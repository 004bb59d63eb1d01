package dev.tributary.lake.engine.client;

/** The engine rejected a statement, or failed while it ran it. */
public final class QueryFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String type;
    private final boolean unparsable;

    QueryFailed(String name, String type, boolean unparsable, String message) {
        super(message);
        this.name = name;
        this.type = type;
        this.unparsable = unparsable;
    }

    /** The error's name, such as {@code COLUMN_NOT_FOUND}. */
    public String name() {
        return name;
    }

    /** Who is to blame: {@code USER_ERROR}, {@code INTERNAL_ERROR}, {@code INSUFFICIENT_RESOURCES}, {@code EXTERNAL}. */
    public String type() {
        return type;
    }

    /** Whether it is not a statement at all. */
    public boolean unparsable() {
        return unparsable;
    }
}
