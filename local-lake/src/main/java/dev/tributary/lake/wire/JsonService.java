package dev.tributary.lake.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A service that is reached by AWS JSON 1.1. Thread-safe. */
public interface JsonService {
    /** What the service is called in a log, such as {@code Glue}. */
    String name();

    /** What stands before an operation in {@code X-Amz-Target}, such as {@code AWSGlue.}. */
    String targetPrefix();

    /**
     * Does one operation.
     *
     * @throws ServiceException if the service refuses it
     */
    ObjectNode perform(String operation, JsonNode request);

    /** The body that answers a refused request. */
    ObjectNode refusal(ServiceException refusal);

    /** The service's word for a fault of its own. */
    String internalError();
}
