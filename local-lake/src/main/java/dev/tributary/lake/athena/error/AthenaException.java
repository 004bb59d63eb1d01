package dev.tributary.lake.athena.error;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.ServiceException;
import java.util.Map;
import java.util.TreeMap;

/** A refused call, as Athena's service model (2017-05-18) declares its exceptions. */
public final class AthenaException extends ServiceException {

    private static final long serialVersionUID = 1L;

    private static final String INVALID_REQUEST = "InvalidRequestException";

    private final transient Map<String, String> members;

    private AthenaException(String exception, String message, Map<String, String> members) {
        super(exception, message);
        this.members = new TreeMap<>(members);
    }

    /** A request that cannot be done as it is, with one of the codes below. */
    public static AthenaException invalidRequest(String athenaErrorCode, String message) {
        return new AthenaException(
                INVALID_REQUEST, message, Map.of("AthenaErrorCode", athenaErrorCode, "ErrorCode", athenaErrorCode));
    }

    /** A request whose members are wrong. */
    public static AthenaException invalidInput(String message) {
        return invalidRequest("INVALID_INPUT", message);
    }

    /** A resource that is named by a call and is not there. */
    public static AthenaException resourceNotFound(String resource, String message) {
        return new AthenaException("ResourceNotFoundException", message, Map.of("ResourceName", resource));
    }

    /** What the catalog answered instead of a database or a table. */
    public static AthenaException metadata(String message) {
        return new AthenaException("MetadataException", message, Map.of());
    }

    /** As many statements run and wait as the account may have. */
    public static AthenaException tooManyQueries() {
        return new AthenaException(
                "TooManyRequestsException",
                "You have exceeded the limit for the number of queries you can run concurrently. Please reduce the number"
                        + " of concurrent queries submitted by this account. Contact customer support to request a"
                        + " concurrent query limit increase.",
                Map.of("Reason", "CONCURRENT_QUERY_LIMIT_EXCEEDED"));
    }

    /** The body that tells a client of any refusal, also of one that the wire made. */
    public static ObjectNode body(ServiceException refusal) {
        ObjectNode body = Json.object().put("__type", refusal.code());
        if (refusal instanceof AthenaException athena) {
            athena.members.forEach(body::put);
        }
        boolean silent = refusal.getMessage().isEmpty() || refusal.code().equals("UnknownOperationException");
        return silent ? body : body.put("Message", refusal.getMessage());
    }
}
