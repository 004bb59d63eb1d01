package dev.tributary.lake.wire;

/** An error as a service answers it: the code a client switches on, and a message, which may be empty. */
public class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public ServiceException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The name of the service's exception, such as {@code EntityNotFoundException}. */
    public final String code() {
        return code;
    }

    @Override
    public final String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
