package dev.tributary.lake.glue;

import dev.tributary.lake.wire.ServiceException;

/** An error as the catalog answers it: the code a client switches on, and a message. */
public final class GlueException extends ServiceException {

    private static final long serialVersionUID = 1L;

    GlueException(String code, String message) {
        super(code, message);
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

    static GlueException malformedToken(String token) {
        return invalidInput("Invalid NextToken");
    }
}
