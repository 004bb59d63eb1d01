package dev.tributary.lake.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.lake.disk.FolderLock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Glue Data Catalog on loopback: AWS JSON 1.1 over HTTP, requests signed (version 4) with one key. */
public final class GlueEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GlueEndpoint.class);

    private static final String TARGET_PREFIX = "AWSGlue.";
    private static final String JSON = "application/x-amz-json-1.1";
    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL_ERROR = 500;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Signature signature;
    private final GlueOperations operations;

    private record Answer(int status, ObjectNode body) {}

    private GlueEndpoint(HttpServer server, Signature signature, Catalog catalog) {
        this.server = server;
        this.signature = signature;
        this.operations = new GlueOperations(catalog);
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "local-glue");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts on a port (0 for any free one) over a folder that is created when absent. */
    public static GlueEndpoint start(Path root, FolderLock lock, int port, String accessKeyId, String secretAccessKey)
            throws IOException {
        Catalog catalog = new Catalog(root, lock);
        // Without it an answer waits for the client's delayed acknowledgement. The server reads it once, when first
        // used.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Signature signature = new Signature(accessKeyId, secretAccessKey, Clock.systemUTC());
        GlueEndpoint endpoint = new GlueEndpoint(server, signature, catalog);
        server.setExecutor(endpoint.threads);
        server.createContext("/", endpoint::handle);
        server.start();
        return endpoint;
    }

    /** Where clients reach it. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The same catalog without HTTP. */
    public GlueOperations operations() {
        return operations;
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
            byte[] bytes = Json.bytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", JSON);
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        try {
            signature.check(exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body);
            return new Answer(200, perform(exchange, body));
        } catch (GlueException e) {
            return failure(BAD_REQUEST, e.code(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Cannot answer a Glue request", e);
            return failure(INTERNAL_ERROR, "InternalServiceException", String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode perform(HttpExchange exchange, byte[] body) {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        if (!target.startsWith(TARGET_PREFIX)) {
            throw new GlueException("UnknownOperationException", "Unknown operation: " + target);
        }
        return operations.perform(target.substring(TARGET_PREFIX.length()), parse(body));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (IOException e) {
            throw new GlueException("SerializationException", "The request is not JSON");
        }
    }

    private static Answer failure(int status, String code, String message) {
        return new Answer(status, Json.object().put("__type", code).put("message", message));
    }
}
