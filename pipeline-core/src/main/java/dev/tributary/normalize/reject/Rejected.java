package dev.tributary.normalize.reject;

/** Says that the record at hand can't become rows; caught where the record began. */
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Where in the record, as column path; empty for the whole. */
    private final String path;

    public Rejected(String path, String reason) {
        super(reason, null, false, false);
        this.path = path;
    }

    public String path() {
        return path;
    }
}
