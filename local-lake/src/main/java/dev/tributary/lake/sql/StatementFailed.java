package dev.tributary.lake.sql;

/**
 * A statement that ends as FAILED, or is refused at its start. The message is what Athena says, whole, such as {@code
 * COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved}.
 */
public final class StatementFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Athena's error categories. */
    public enum Category {
        SYSTEM(1),
        USER(2),
        OTHER(3);

        private final int code;

        Category(int code) {
            this.code = code;
        }

        /** The number in {@code AthenaError.ErrorCategory}. */
        public int code() {
            return code;
        }
    }

    private final Category category;
    private final int errorType;
    private final boolean atStart;

    private StatementFailed(Category category, int errorType, boolean atStart, String message) {
        super(message);
        this.category = category;
        this.errorType = errorType;
        this.atStart = atStart;
    }

    /** A FAILED execution that the statement's author has to mend. The type is {@code AthenaError.ErrorType}. */
    public static StatementFailed user(int errorType, String message) {
        return new StatementFailed(Category.USER, errorType, false, message);
    }

    /** A FAILED execution that the service is to blame for. */
    public static StatementFailed system(int errorType, String message) {
        return new StatementFailed(Category.SYSTEM, errorType, false, message);
    }

    /** Refused before it runs: the API call itself answers InvalidRequestException. */
    public static StatementFailed refused(String message) {
        return new StatementFailed(Category.USER, 0, true, message);
    }

    public Category category() {
        return category;
    }

    public int errorType() {
        return errorType;
    }

    /** Whether the API call itself is refused, rather than the execution failing later. */
    public boolean atStart() {
        return atStart;
    }
}
