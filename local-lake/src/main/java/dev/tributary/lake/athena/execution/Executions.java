package dev.tributary.lake.athena.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.error.AthenaException;
import dev.tributary.lake.athena.store.Documents;
import dev.tributary.lake.athena.store.PreparedStatements;
import dev.tributary.lake.athena.store.Queries;
import dev.tributary.lake.athena.store.QueryDocument;
import dev.tributary.lake.s3.S3Objects;
import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementFailed;
import dev.tributary.lake.sql.StatementKind;
import dev.tributary.lake.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Starts, stops and finds executions. Several processes may do so over one folder; each runs what was started at it, all find
 * and stop everything. Thread-safe.
 */
public final class Executions implements AutoCloseable {

    /** More would only make each other slower on a laptop. */
    private static final int MOST_RUNNING = 8;

    /** Athena allows 20 to 200 active queries, by region. */
    private static final int MOST_WAITING = 192;

    private static final long IDLE_SECONDS = 10;

    /** An engine that has to be started first takes this long at most. */
    private static final long LONGEST_ACCEPTANCE_MILLIS = 20_000;

    /** An execution that still waits for its turn after this long is left waiting. */
    private static final long LONGEST_TURN_MILLIS = 500;

    private final Documents documents;
    private final Queries queries;
    private final Owners owners;
    private final Stops stops;
    private final Binding binding;
    private final StatementRouter router;
    private final ExecutionRun runs;
    private final Map<String, Execution> live = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    /** Executions over a folder, with what runs them. */
    public Executions(Path folder, Documents documents, S3Objects objects, StatementRouter router) throws IOException {
        this.documents = documents;
        this.queries = new Queries(documents);
        this.owners = new Owners(folder.resolve("owners"));
        this.stops = new Stops(Leftovers.removed(folder.resolve("stops")), id -> stopHere(id));
        this.binding = new Binding(new PreparedStatements(documents));
        this.router = router;
        this.runs =
                new ExecutionRun(Leftovers.removed(folder.resolve("spool")), binding, new ResultFiles(objects), router);
        this.threads = new ThreadPoolExecutor(
                MOST_RUNNING,
                MOST_RUNNING,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(task, "local-athena-query");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * What kind a statement is; for one that executes a prepared statement, what that is.
     *
     * @throws AthenaException if it must not start
     */
    public StatementKind check(Statement statement, String workGroup) {
        try {
            return router.check(new Statement(
                    binding.prepared(statement.sql(), workGroup).orElse(statement.sql()),
                    statement.catalog(),
                    statement.database(),
                    statement.resultLocation()));
        } catch (StatementFailed e) {
            throw AthenaException.invalidRequest(
                    e.athenaErrorCode().orElse("MALFORMED_QUERY"), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Starts an execution, or finds the one that a call with the same token started.
     *
     * @return its id
     */
    public String start(Submission submission) {
        Optional<String> earlier = withToken(submission);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        QueryDocument document = NewDocument.of(submission, owners.self());
        Execution execution = new Execution(document, submission, queries);
        Optional<String> faster = documents.changing(() -> {
            Optional<String> found = withToken(submission);
            if (found.isEmpty()) {
                queries.add(document);
            }
            return found;
        });
        if (faster.isPresent()) {
            return faster.get();
        }
        live.put(execution.id(), execution);
        try {
            threads.execute(() -> run(execution));
        } catch (RejectedExecutionException e) {
            live.remove(execution.id());
            queries.remove(document);
            throw AthenaException.tooManyQueries();
        }
        stops.watch();
        awaitAcceptance(execution);
        return execution.id();
    }

    private Optional<String> withToken(Submission submission) {
        return queries.withToken(submission.token()).map(found -> {
            if (!sameRequest(found.sent(), submission.sent())) {
                throw AthenaException.invalidRequest(
                        "IDEMPOTENT_PARAMETER_MISMATCH", "Idempotent parameters do not match");
            }
            return found.id();
        });
    }

    /** A location that a workgroup overrides is not among what was sent, and then makes no difference. */
    private static boolean sameRequest(ObjectNode earlier, ObjectNode now) {
        ObjectNode known = earlier.deepCopy();
        ObjectNode asked = now.deepCopy();
        if (!known.has(Submission.LOCATION) || !asked.has(Submission.LOCATION)) {
            known.remove(Submission.LOCATION);
            asked.remove(Submission.LOCATION);
        }
        return known.equals(asked);
    }

    private static void awaitAcceptance(Execution execution) {
        try {
            boolean begun = execution.awaitBegin(LONGEST_TURN_MILLIS);
            if (!begun && !execution.waiting()) {
                execution.awaitBegin(LONGEST_ACCEPTANCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        execution.announce().ifPresent(refusal -> {
            throw AthenaException.invalidRequest(
                    refusal.athenaErrorCode().orElseThrow(), String.valueOf(refusal.getMessage()));
        });
    }

    /** The execution of an id as it stands. */
    public QueryDocument get(String id) {
        Execution here = live.get(id);
        if (here != null) {
            return here.now();
        }
        QueryDocument document = queries.get(id);
        return document.ended() || owners.lives(document.owner()) ? document : buried(id);
    }

    /** Ends what a dead process ran. */
    private QueryDocument buried(String id) {
        return documents.changing(() -> {
            QueryDocument document = queries.get(id);
            if (!document.ended()) {
                String reason = "The process that ran the statement has ended";
                document.status()
                        .put("State", "FAILED")
                        .put("StateChangeReason", reason)
                        .put("CompletionDateTime", Json.now())
                        .putObject("AthenaError")
                        .put("ErrorCategory", StatementFailed.Category.SYSTEM.code())
                        .put("ErrorType", ExecutionRun.INTERNAL)
                        .put("Retryable", true)
                        .put("ErrorMessage", reason);
                queries.put(document);
            }
            return document;
        });
    }

    /** Stops an execution; one that has ended stays as it is. */
    public void stop(String id) {
        if (!stopHere(id) && !get(id).ended()) {
            stops.ask(id);
        }
    }

    private boolean stopHere(String id) {
        Execution here = live.get(id);
        if (here != null) {
            here.cancel("Query cancelled by user");
        }
        return here != null;
    }

    /** The history, in which ended executions are found. */
    public Queries queries() {
        return queries;
    }

    private void run(Execution execution) {
        try {
            runs.run(execution);
        } finally {
            live.remove(execution.id());
        }
    }

    /** Cancels what runs here. */
    @Override
    public void close() {
        live.values().forEach(execution -> execution.cancel("The lake was closed"));
        threads.shutdownNow();
        stops.close();
        owners.close();
    }
}
