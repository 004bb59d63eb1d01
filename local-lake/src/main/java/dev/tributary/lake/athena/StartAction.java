package dev.tributary.lake.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.error.AthenaException;
import dev.tributary.lake.athena.execution.Executions;
import dev.tributary.lake.athena.execution.Submission;
import dev.tributary.lake.athena.result.S3Location;
import dev.tributary.lake.athena.statement.Kinds;
import dev.tributary.lake.athena.statement.Placeholders;
import dev.tributary.lake.athena.store.WorkGroups;
import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementKind;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Problem;
import dev.tributary.lake.wire.Shape.Structure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * StartQueryExecution: what is checked before an execution has an id, in the order in which the service was seen to check.
 */
final class StartAction {

    private static final String CTAS = "CREATE_TABLE_AS_SELECT";
    private static final String DEFAULT_CATALOG = "AwsDataCatalog";

    /** Athena allows 262,144 bytes of SQL; the service model counts characters. */
    private static final int MOST_QUERY_BYTES = 262_144;

    private static final int MOST_TOKEN_BYTES = 128;

    private static final Pattern AROUND = Pattern.compile("^[\\s;]+|[\\s;]+$");

    /** The statements that may have question marks: docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html. */
    private static final Set<String> WITH_PARAMETERS = Set.of("SELECT", "INSERT", CTAS, "UNLOAD", "EXECUTE", "PREPARE");

    private final Executions executions;
    private final WorkGroups workGroups;

    StartAction(Executions executions, WorkGroups workGroups) {
        this.executions = executions;
        this.workGroups = workGroups;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "StartQueryExecution",
                new Operation(
                        new Structure()
                                .needs("QueryString", Shapes.QUERY)
                                .with("ClientRequestToken", Shapes.TOKEN)
                                .with("QueryExecutionContext", Shapes.CONTEXT)
                                .with("ResultConfiguration", Shapes.RESULT_CONFIGURATION)
                                .with("WorkGroup", Shapes.WORK_GROUP)
                                .with("ExecutionParameters", Shapes.PARAMETERS)
                                .with("ResultReuseConfiguration", Shapes.RESULT_REUSE)
                                .with("EngineConfiguration", Shapes.ANYTHING),
                        this::start));
    }

    private ObjectNode start(ObjectNode request) {
        String token = token(request);
        requireLength(request.get("QueryString"));
        String workGroup = request.path("WorkGroup").asText(WorkGroups.PRIMARY);
        ObjectNode group = workGroups.get(workGroup);
        if (group.get("State").textValue().equals("DISABLED")) {
            throw AthenaException.invalidInput("WorkGroup is disabled.");
        }
        JsonNode configuration = group.get("Configuration");
        boolean enforced = configuration.path("EnforceWorkGroupConfiguration").asBoolean();
        String location = location(request, configuration, enforced);
        String sql = AROUND.matcher(request.get("QueryString").textValue()).replaceAll("");
        JsonNode context = request.path("QueryExecutionContext");
        Statement statement =
                new Statement(sql, context.path("Catalog").asText(DEFAULT_CATALOG), database(context), location);
        if (sql.isEmpty()) {
            throw unsupported();
        }
        StatementKind kind = executions.check(statement, workGroup);
        requireParametersAllowed(sql, kind);
        if (enforced && kind.substatement().equals(CTAS) && groupHasLocation(configuration)) {
            requireNoExternalLocation(sql);
        }
        String id = executions.start(new Submission(
                statement,
                kind,
                token,
                sent(request, enforced),
                toldBack(context),
                workGroup,
                Json.texts(request.path("ExecutionParameters")),
                configuration.path("BytesScannedCutoffPerQuery").asLong(Long.MAX_VALUE)));
        return Json.object().put("QueryExecutionId", id);
    }

    /** Some clients write the name as DDL would, in backticks. */
    private static @Nullable String database(JsonNode context) {
        String name = context.path("Database").asText("");
        boolean quoted = name.length() > 2 && name.startsWith("`") && name.endsWith("`");
        return name.isEmpty() ? null : quoted ? name.substring(1, name.length() - 1) : name;
    }

    private static String token(ObjectNode request) {
        if (!request.has("ClientRequestToken")) {
            throw AthenaException.invalidInput("clientRequestToken is null or empty");
        }
        String token = request.get("ClientRequestToken").textValue();
        if (token.getBytes(StandardCharsets.UTF_8).length > MOST_TOKEN_BYTES) {
            throw AthenaException.invalidInput("clientRequestToken exceeds maximum allowed length " + MOST_TOKEN_BYTES);
        }
        return token;
    }

    private static void requireLength(JsonNode query) {
        if (query.textValue().getBytes(StandardCharsets.UTF_8).length > MOST_QUERY_BYTES) {
            Problem tooLong =
                    new Problem(query, "queryString", "have length less than or equal to " + MOST_QUERY_BYTES);
            throw AthenaException.invalidInput(Problem.message(List.of(tooLong), Problem::withoutValue));
        }
    }

    /** The workgroup's location, or the client's unless the workgroup overrides it. */
    private static String location(ObjectNode request, JsonNode configuration, boolean enforced) {
        String own = request.path("ResultConfiguration").path("OutputLocation").asText("");
        if (!own.isEmpty()) {
            folder(own);
        }
        String groups =
                configuration.path("ResultConfiguration").path("OutputLocation").asText("");
        String chosen = own.isEmpty() || enforced && !groups.isEmpty() ? groups : own;
        if (chosen.isEmpty()) {
            throw AthenaException.invalidInput(
                    "No output location provided. An output location is required either through the Workgroup result"
                            + " configuration setting or as an API input.");
        }
        return folder(chosen);
    }

    static String folder(String location) {
        return S3Location.of(location)
                .map(S3Location::folder)
                .orElseThrow(() -> AthenaException.invalidInput("outputLocation is not a valid S3 path."));
    }

    private static void requireParametersAllowed(String sql, StatementKind kind) {
        boolean known = kind.type().equals("DML") || !kind.substatement().isEmpty();
        if (known && !WITH_PARAMETERS.contains(kind.substatement()) && Placeholders.count(sql) > 0) {
            throw unsupported();
        }
    }

    private static boolean groupHasLocation(JsonNode configuration) {
        return !configuration
                .path("ResultConfiguration")
                .path("OutputLocation")
                .asText("")
                .isEmpty();
    }

    private static void requireNoExternalLocation(String sql) {
        if (Kinds.setsProperty(sql, "external_location")) {
            throw AthenaException.invalidInput(
                    "The Create Table As Select query failed because it was submitted with an 'external_location' property"
                            + " to an Athena Workgroup that enforces a centralized output location for all queries. Please"
                            + " remove the 'external_location' property and resubmit the query.");
        }
    }

    private static AthenaException unsupported() {
        return AthenaException.invalidRequest("MALFORMED_QUERY", "Queries of this type are not supported");
    }

    /** Neither parameters nor workgroup are compared, and a location that is overridden is not either. */
    private static ObjectNode sent(ObjectNode request, boolean enforced) {
        ObjectNode sent = Json.object();
        sent.set("QueryString", request.get("QueryString"));
        sent.setAll(request.path("QueryExecutionContext") instanceof ObjectNode context ? context : Json.object());
        String location =
                request.path("ResultConfiguration").path("OutputLocation").asText("");
        return enforced ? sent : sent.put(Submission.LOCATION, location);
    }

    private static ObjectNode toldBack(JsonNode context) {
        ObjectNode told = Json.object();
        if (context.has("Catalog")) {
            told.put("Catalog", context.get("Catalog").textValue().toLowerCase(Locale.ROOT));
        }
        if (context.has("Database")) {
            told.put("Database", context.get("Database").textValue());
        }
        return told;
    }
}
