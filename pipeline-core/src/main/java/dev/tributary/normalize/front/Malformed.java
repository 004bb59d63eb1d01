package dev.tributary.normalize.front;

/** Thrown where a text is not JSON. It is made for every such record and therefore carries no stack trace. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int position;

    /** Something is wrong at a position of the array. */
    Malformed(int position, String what) {
        super(what, null, false, false);
        this.position = position;
    }

    /** The position in the array at which something is wrong. */
    int position() {
        return position;
    }

    /** What is wrong with a record that begins at a position. */
    String reason(int start) {
        return reason((long) position - start);
    }

    /** What is wrong with a record at an offset of it. */
    String reason(long offset) {
        return "malformed JSON at offset %d: %s".formatted(offset, getMessage());
    }
}
