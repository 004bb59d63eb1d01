package dev.tributary.athena.client;

import dev.tributary.error.ConfigException;
import dev.tributary.error.LoadException;
import dev.tributary.error.TributaryException;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ForbiddenException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What AWS refused, as sentences that say who must act. */
public final class AwsFailures {
    private static final String ACCESS = "check the credentials and their permissions";

    /** How Glue refuses tables of more columns than it takes, which depends on the length of their names. */
    private static final String TOO_LARGE = "Payload size of request exceeded limit";

    private static final String TOO_WIDE = " (Glue takes a few thousand columns of a table; keep objects as JSON with"
            + " normalize.max_table_nesting, or leave columns out)";

    private AwsFailures() {}

    /** A failure while settings were tried out, which whoever wrote them must mend. */
    public static ConfigException settings(String doing, RuntimeException failure) {
        return new ConfigException(sentence(doing, failure), failure);
    }

    /** Does work whose failures are told as those of a load. */
    public static <T> T during(String doing, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalStateException | IllegalArgumentException bug) {
            throw bug;
        } catch (RuntimeException e) {
            throw load(doing, e);
        }
    }

    /** A failure during a load. Refusals repeat; anything that time may heal is retryable. */
    public static TributaryException load(String doing, RuntimeException failure) {
        if (failure instanceof TributaryException known) {
            return known;
        }
        String sentence = sentence(doing, failure);
        return retryable(failure)
                ? LoadException.retryable(sentence, failure)
                : LoadException.permanent(sentence, failure);
    }

    private static boolean retryable(RuntimeException failure) {
        if (failure instanceof AwsServiceException service) {
            return service.isThrottlingException() || service.statusCode() >= 500 || service.statusCode() == 409;
        }
        return failure instanceof CommitFailedException
                || failure instanceof CommitStateUnknownException
                || failure instanceof SdkClientException;
    }

    private static String sentence(String doing, RuntimeException failure) {
        if (failure instanceof AwsServiceException service) {
            return "Cannot " + doing + ": " + service(service);
        }
        if (failure instanceof ForbiddenException) {
            return "Cannot " + doing + ": access is denied (" + ACCESS + ")";
        }
        if (failure instanceof CommitStateUnknownException) {
            return "Cannot " + doing + ": the outcome of a commit is unknown (run the pipeline again to settle it)";
        }
        return "Cannot " + doing + ": " + firstLine(failure) + hint(failure);
    }

    private static String service(AwsServiceException failure) {
        String code = failure.awsErrorDetails() == null
                ? ""
                : String.valueOf(failure.awsErrorDetails().errorCode());
        String answer =
                failure.awsErrorDetails() == null || failure.awsErrorDetails().errorMessage() == null
                        ? "HTTP status " + failure.statusCode()
                        : failure.awsErrorDetails().errorMessage();
        if (failure.statusCode() == 403 || code.startsWith("AccessDenied")) {
            return "access is denied: " + answer + " (" + ACCESS + ")";
        }
        String told = code.isEmpty() || code.equals("null") ? answer : code + ": " + answer;
        return answer.startsWith(TOO_LARGE) ? told + TOO_WIDE : told;
    }

    /** The first line, without the list of everything that a chain of providers has tried. */
    private static String firstLine(Throwable failure) {
        String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        int chain = line.indexOf(" in the chain ");
        return chain < 0 ? line : line.substring(0, chain + " in the chain".length());
    }

    private static String hint(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("Unable to load region")) {
            return " (set destination.athena.credentials.region_name, or AWS_REGION)";
        }
        return message.contains("Unable to load credentials")
                ? " (set destination.athena.credentials, or give the AWS default chain something to find)"
                : "";
    }
}
