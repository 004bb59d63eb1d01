package dev.tributary.lake.engine.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One statement that runs in the engine. {@link #advance} moves it on until it returns false; what it has told so far is in
 * the other methods. Used by one thread; closing it early cancels the statement.
 */
public final class Query implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Set<String> WAITING = Set.of("QUEUED", "WAITING_FOR_RESOURCES", "DISPATCHING");

    private static final String USER = "athena";

    /** The server answers within a second, whether there is news or not. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http;
    private final URI server;
    private final String id;
    private @Nullable URI next;
    private JsonNode answer;
    private List<Column> columns = List.of();
    private long scanned;

    private Query(HttpClient http, URI server, JsonNode answer) throws QueryFailed {
        this.http = http;
        this.server = server;
        this.id = answer.path("id").asText();
        this.answer = answer;
        take(answer);
    }

    /** Sends a statement, which begins to run. */
    public static Query start(HttpClient http, Session session, String sql)
            throws IOException, InterruptedException, QueryFailed {
        HttpRequest.Builder request = HttpRequest.newBuilder(session.server().resolve("/v1/statement"))
                .timeout(PATIENCE)
                .header("X-Trino-User", USER)
                .header("X-Trino-Source", "tributary")
                .header("X-Trino-Time-Zone", "UTC")
                .header("X-Trino-Client-Capabilities", "PARAMETRIC_DATETIME")
                .header("X-Trino-Catalog", session.catalog())
                .header("X-Trino-Schema", encoded(session.schema()))
                .POST(HttpRequest.BodyPublishers.ofString(sql));
        session.properties().forEach((key, value) -> request.header("X-Trino-Session", key + "=" + encoded(value)));
        return new Query(http, session.server(), send(http, request.build()));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static JsonNode send(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                throw new IOException("the engine answered %d: %s".formatted(response.statusCode(), text.strip()));
            }
            return JSON.readTree(body);
        }
    }

    /** Waits for news, at most about a second; false when the statement has ended and everything of it is told. */
    public boolean advance() throws IOException, InterruptedException, QueryFailed {
        URI from = next;
        if (from == null) {
            return false;
        }
        take(send(http, HttpRequest.newBuilder(from).timeout(PATIENCE).GET().build()));
        return true;
    }

    private void take(JsonNode news) throws QueryFailed {
        answer = news;
        next = news.hasNonNull("nextUri") ? URI.create(news.path("nextUri").asText()) : null;
        scanned =
                Math.max(scanned, news.path("stats").path("physicalInputBytes").asLong());
        if (columns.isEmpty() && news.hasNonNull("columns")) {
            List<Column> told = new ArrayList<>();
            for (JsonNode column : news.path("columns")) {
                told.add(new Column(column.path("name").asText(), Type.of(column.path("typeSignature"))));
            }
            columns = List.copyOf(told);
        }
        JsonNode error = news.path("error");
        if (error.isObject()) {
            next = null;
            throw new QueryFailed(
                    error.path("errorName").asText("GENERIC_INTERNAL_ERROR"),
                    error.path("errorType").asText("INTERNAL_ERROR"),
                    error.path("failureInfo").path("type").asText().endsWith("ParsingException"),
                    error.path("message").asText("Internal error"));
        }
    }

    /** Whether it is a statement that the engine runs, rather than one that is not yet looked at. */
    public boolean accepted() {
        return !WAITING.contains(answer.path("stats").path("state").asText());
    }

    /** Whether everything of it is told. */
    public boolean ended() {
        return next == null;
    }

    /** The engine's name for this run of the statement; files that it writes carry it in their names. */
    public String id() {
        return id;
    }

    /** The result's columns, empty until they are known. */
    public List<Column> columns() {
        return columns;
    }

    /** Rows that the last step brought, an array of values each. */
    public JsonNode rows() {
        return answer.path("data");
    }

    /** What kind of write it is, such as {@code INSERT}; empty for one that only reads. */
    public String updateType() {
        return answer.path("updateType").asText("");
    }

    /** How many rows it wrote or changed, once it has ended. */
    public OptionalLong updateCount() {
        JsonNode count = answer.path("updateCount");
        return count.isNumber() ? OptionalLong.of(count.asLong()) : OptionalLong.empty();
    }

    /** Bytes read from storage so far. */
    public long scanned() {
        return scanned;
    }

    /** Which tables the planned statement reads and writes. */
    public TablesUsed tablesUsed() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/v1/query/" + id + "?pruned=true"))
                .timeout(PATIENCE)
                .header("X-Trino-User", USER)
                .GET()
                .build();
        return TablesUsed.of(send(http, request));
    }

    @Override
    public void close() {
        URI running = next;
        next = null;
        if (running != null) {
            // Not waited for: this may run in a thread that is interrupted.
            http.sendAsync(
                    HttpRequest.newBuilder(running).timeout(PATIENCE).DELETE().build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }
}
