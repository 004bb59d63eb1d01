package dev.tributary.lake.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.error.AthenaException;
import dev.tributary.lake.athena.execution.Executions;
import dev.tributary.lake.athena.result.ResultForm;
import dev.tributary.lake.athena.result.ResultPage;
import dev.tributary.lake.athena.result.S3Location;
import dev.tributary.lake.athena.store.QueryDocument;
import dev.tributary.lake.s3.S3Objects;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Shape.Structure;
import dev.tributary.lake.wire.Shape.Whole;
import dev.tributary.lake.wire.Shape.Word;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** GetQueryResults: pages of the file that the execution has written. */
final class ResultActions {

    private static final int MOST_PER_PAGE = 1_000;

    /** Beyond this the framework refuses, before the operation itself does. */
    private static final int MOST_OF_FRAMEWORK = 100_000;

    private static final Pattern TOKEN = Pattern.compile("(?<id>\\S+) (?<offset>\\d{1,18}) (?<row>\\d{1,18})");

    private final Executions executions;
    private final S3Objects objects;

    /** Where in a file of rows a page begins. */
    private record Position(long offset, long row) {}

    ResultActions(Executions executions, S3Objects objects) {
        this.executions = executions;
        this.objects = objects;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "GetQueryResults",
                new Operation(
                        new Structure()
                                .needs("QueryExecutionId", Shapes.ID)
                                .with("NextToken", Shapes.NEXT_TOKEN)
                                .with("MaxResults", new Whole(1, MOST_OF_FRAMEWORK))
                                .with("QueryResultType", new Word(Set.of("DATA_MANIFEST", "DATA_ROWS"))),
                        this::get));
    }

    private ObjectNode get(ObjectNode request) {
        QueryDocument query = executions.get(request.get("QueryExecutionId").textValue());
        int most = request.path("MaxResults").asInt(MOST_PER_PAGE);
        if (most > MOST_PER_PAGE) {
            throw AthenaException.invalidInput("MaxResults is more than maximum allowed length " + MOST_PER_PAGE);
        }
        boolean manifest = request.path("QueryResultType").asText().equals("DATA_MANIFEST");
        return switch (query.state()) {
            case "SUCCEEDED" ->
                manifest
                        ? manifest(query, most)
                        : rows(query, most, request.path("NextToken").textValue());
            case "FAILED" -> ofFailed(query);
            case "CANCELLED" -> throw noResults();
            default ->
                throw AthenaException.invalidRequest(
                        "INVALID_QUERY_EXECUTION_STATE", "Query has not yet finished. Current state: " + query.state());
        };
    }

    private static AthenaException noResults() {
        return AthenaException.invalidRequest("RESULT_NOT_FOUND", "Could not find results");
    }

    /** DDL that failed in the Hive way has an empty result, other DDL none at all. */
    private static ObjectNode ofFailed(QueryDocument query) {
        String reason = query.status().path("StateChangeReason").asText();
        if (reason.startsWith("FAILED: ")) {
            ObjectNode answer = Json.object();
            answer.putObject("ResultSet").putArray("Rows");
            return answer;
        }
        if (query.form().equals(ResultForm.LINES.name())) {
            throw noResults();
        }
        throw AthenaException.invalidRequest(
                "INVALID_QUERY_EXECUTION_STATE", "Query did not finish successfully. Final query state: FAILED");
    }

    private ObjectNode rows(QueryDocument query, int most, @Nullable String token) {
        Position from = token == null ? new Position(0, 0) : position(query, token);
        ObjectNode answer = Json.object();
        ObjectNode set = answer.putObject("ResultSet");
        ArrayNode rows = set.putArray("Rows");
        set.putObject("ResultSetMetadata").set("ColumnInfo", Json.array(query.columns()));
        query.updateCount().ifPresent(count -> answer.put("UpdateCount", count));
        ResultForm form = ResultForm.valueOf(query.form());
        if (form.hasRows()) {
            ResultPage page = page(query, form, most, from);
            page.rows().forEach(row -> rows.add(row(row)));
            if (page.rows().size() == most) {
                answer.put("NextToken", token(query, from, page));
            }
        }
        return answer;
    }

    /** The files that a statement wrote, one a row. */
    private ObjectNode manifest(QueryDocument query, int most) {
        ResultForm form = ResultForm.valueOf(query.form());
        if (form != ResultForm.ADDITION && form != ResultForm.TABLE) {
            throw AthenaException.invalidInput(
                    "QueryResultType DATA_MANIFEST is for the results of CREATE TABLE AS SELECT, INSERT and UNLOAD");
        }
        S3Location file = S3Location.of(
                        query.statistics().path("DataManifestLocation").asText())
                .orElseThrow(ResultActions::noResults);
        try (InputStream in = objects.open(file.bucket(), file.key(), 0).orElseThrow(ResultActions::noResults)) {
            ObjectNode answer = Json.object();
            ArrayNode rows = answer.putObject("ResultSet").putArray("Rows");
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            lines.stream().limit(most).forEach(line -> rows.add(row(List.of(line))));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ResultPage page(QueryDocument query, ResultForm form, int most, Position from) {
        S3Location file = S3Location.of(query.outputLocation()).orElseThrow();
        try (InputStream in =
                objects.open(file.bucket(), file.key(), from.offset()).orElseThrow(ResultActions::noResults)) {
            return ResultPage.read(new BufferedInputStream(in, 1 << 16), form, most, query.rows() - from.row());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode row(List<@Nullable String> values) {
        ObjectNode row = Json.object();
        ArrayNode data = row.putArray("Data");
        for (@Nullable String value : values) {
            ObjectNode datum = data.addObject();
            if (value != null) {
                datum.put("VarCharValue", value);
            }
        }
        return row;
    }

    private static String token(QueryDocument query, Position from, ResultPage page) {
        String token = query.id() + " " + (from.offset() + page.length()) + " "
                + (from.row() + page.rows().size());
        return Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private static Position position(QueryDocument query, String token) {
        try {
            Matcher parts = TOKEN.matcher(new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8));
            if (parts.matches() && parts.group("id").equals(query.id())) {
                return new Position(Long.parseLong(parts.group("offset")), Long.parseLong(parts.group("row")));
            }
        } catch (IllegalArgumentException e) {
            // Not even base64: the same answer.
        }
        throw AthenaException.invalidInput("Malformed nextPageToken " + token);
    }
}
