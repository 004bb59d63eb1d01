package dev.tributary.lake.engine;

/** There is no engine that could run a statement; the message is the reason and the remedy. */
final class EngineMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineMissing(String message) {
        super(message);
    }
}
