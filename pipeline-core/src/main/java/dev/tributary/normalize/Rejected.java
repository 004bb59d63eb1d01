package dev.tributary.normalize;

/** Says that the record at hand can't become rows; caught where the record began. */
final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Where in the record, as column path; empty for the whole. */
    private final String path;

    Rejected(String path, String reason) {
        super(reason, null, false, false);
        this.path = path;
    }

    String path() {
        return path;
    }
}
