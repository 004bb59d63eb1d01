package dev.tributary.lake.glue;

/** An error as the service answers it: the code a client switches on, and a message. */
public final class GlueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    GlueException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The name of the service's exception, such as {@code EntityNotFoundException}. */
    public String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    static GlueException notFound(String message) {
        return new GlueException("EntityNotFoundException", message);
    }

    static GlueException alreadyExists(String message) {
        return new GlueException("AlreadyExistsException", message);
    }

    static GlueException invalidInput(String message) {
        return new GlueException("InvalidInputException", message);
    }

    static GlueException concurrentModification(String message) {
        return new GlueException("ConcurrentModificationException", message);
    }
}
