package dev.tributary.lake.sql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable String athenaErrorCode;

    private StatementFailed(Category category, int errorType, @Nullable String athenaErrorCode, String message) {
        super(message);
        this.category = category;
        this.errorType = errorType;
        this.athenaErrorCode = athenaErrorCode;
    }

    /** A FAILED execution that the statement's author has to mend. The type is {@code AthenaError.ErrorType}. */
    public static StatementFailed user(int errorType, String message) {
        return new StatementFailed(Category.USER, errorType, null, message);
    }

    /** A FAILED execution that the service is to blame for. */
    public static StatementFailed system(int errorType, String message) {
        return new StatementFailed(Category.SYSTEM, errorType, null, message);
    }

    /** Refused before it runs: the API call itself answers InvalidRequestException with {@code MALFORMED_QUERY}. */
    public static StatementFailed refused(String message) {
        return refused("MALFORMED_QUERY", message);
    }

    /** Refused before it runs, with another {@code AthenaErrorCode}. */
    public static StatementFailed refused(String athenaErrorCode, String message) {
        return new StatementFailed(Category.USER, 0, athenaErrorCode, message);
    }

    public Category category() {
        return category;
    }

    public int errorType() {
        return errorType;
    }

    /** Whether the API call itself is refused, rather than the execution failing later. */
    public boolean atStart() {
        return athenaErrorCode != null;
    }

    /** The {@code AthenaErrorCode} of a call that is refused, empty for a statement that fails later. */
    public Optional<String> athenaErrorCode() {
        return Optional.ofNullable(athenaErrorCode);
    }
}
