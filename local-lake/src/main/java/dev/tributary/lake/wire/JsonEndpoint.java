package dev.tributary.lake.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service on loopback: AWS JSON 1.1 over HTTP, requests signed (version 4) with one key. It also answers who that key is,
 * as STS does, since clients of these services ask for it.
 */
public final class JsonEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JsonEndpoint.class);

    private static final String JSON = "application/x-amz-json-1.1";
    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL_ERROR = 500;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Signature signature;
    private final JsonService service;
    private final String accessKeyId;

    private record Answer(int status, String contentType, byte[] body) {

        static Answer json(int status, ObjectNode body) {
            return new Answer(status, JSON, Json.bytes(body));
        }
    }

    private JsonEndpoint(HttpServer server, Signature signature, JsonService service, String accessKeyId) {
        this.server = server;
        this.signature = signature;
        this.service = service;
        this.accessKeyId = accessKeyId;
        String name = "local-" + service.name().toLowerCase(Locale.ROOT);
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts on a port, 0 for any free one. */
    public static JsonEndpoint start(JsonService service, int port, String accessKeyId, String secretAccessKey)
            throws IOException {
        // Without it an answer waits for the client's delayed acknowledgement. The server reads it once, when first
        // used.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Signature signature = new Signature(accessKeyId, secretAccessKey, Clock.systemUTC());
        JsonEndpoint endpoint = new JsonEndpoint(server, signature, service, accessKeyId);
        server.setExecutor(endpoint.threads);
        server.createContext("/", endpoint::handle);
        server.start();
        return endpoint;
    }

    /** Where clients reach it. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer answer = answer(exchange, body);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer.body());
            }
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        try {
            signature.check(exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body);
            return CallerIdentity.isAskedFor(body)
                    ? new Answer(200, CallerIdentity.CONTENT_TYPE, CallerIdentity.answer(accessKeyId))
                    : Answer.json(200, perform(exchange, body));
        } catch (ServiceException e) {
            return Answer.json(BAD_REQUEST, service.refusal(e));
        } catch (RuntimeException e) {
            LOG.warn("Cannot answer a request to {}", service.name(), e);
            return Answer.json(
                    INTERNAL_ERROR,
                    service.refusal(new ServiceException(service.internalError(), String.valueOf(e.getMessage()))));
        }
    }

    private ObjectNode perform(HttpExchange exchange, byte[] body) {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        if (!target.startsWith(service.targetPrefix())) {
            throw new ServiceException("UnknownOperationException", "Unknown operation: " + target);
        }
        return service.perform(target.substring(service.targetPrefix().length()), parse(body));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (IOException e) {
            throw new ServiceException("SerializationException", "");
        }
    }
}
