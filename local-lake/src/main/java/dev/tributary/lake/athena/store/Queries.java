package dev.tributary.lake.athena.store;

import dev.tributary.lake.athena.error.AthenaException;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The history of executions: a document each, and one for each request token that leads to its execution. Bounded: the
 * oldest go when there are too many.
 */
public final class Queries {

    private static final String COLLECTION = "queries";
    private static final String TOKENS = "tokens";

    /** A day's work of a busy scheduler; a few kilobytes each. */
    private static final int MOST_KEPT = 5_000;

    /** How many more there may be before the oldest are removed. */
    private static final int SLACK = 100;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Documents documents;
    private final int mostKept;

    public Queries(Documents documents) {
        this(documents, MOST_KEPT);
    }

    /** A history of another length. */
    Queries(Documents documents, int mostKept) {
        this.documents = documents;
        this.mostKept = mostKept;
    }

    /** An id that sorts by the time it was made (UUID version 7, RFC 9562). */
    public static String newId() {
        long time = System.currentTimeMillis() << 16 | 0x7000 | RANDOM.nextInt(0x1000);
        long random = RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(time, random).toString();
    }

    public Optional<QueryDocument> find(String id) {
        return documents.read(COLLECTION, id).map(QueryDocument::new);
    }

    /** The execution of an id; a call that names another is refused. */
    public QueryDocument get(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    public static AthenaException notFound(String id) {
        return AthenaException.invalidRequest("QUERY_EXECUTION_NOT_FOUND", "QueryExecution " + id + " was not found");
    }

    public void put(QueryDocument query) {
        documents.write(COLLECTION, query.id(), query.json());
    }

    /** Adds an execution with its token and makes room for it. To be called while holding the documents' lock. */
    public void add(QueryDocument query) {
        put(query);
        documents.write(TOKENS, tokenName(query.token()), Json.object().put("id", query.id()));
        List<String> ids = documents.names(COLLECTION);
        if (ids.size() > mostKept + SLACK) {
            ids.subList(0, ids.size() - mostKept)
                    .forEach(id -> find(id).filter(QueryDocument::ended).ifPresent(this::remove));
        }
    }

    /** Forgets an execution and its token. */
    public void remove(QueryDocument query) {
        documents.delete(COLLECTION, query.id());
        documents.delete(TOKENS, tokenName(query.token()));
    }

    public Optional<QueryDocument> withToken(String token) {
        return documents
                .read(TOKENS, tokenName(token))
                .flatMap(found -> find(found.get("id").textValue()));
    }

    /** All ids, the oldest first. */
    public List<String> ids() {
        return documents.names(COLLECTION);
    }

    private static String tokenName(String token) {
        return Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
    }
}
