package dev.tributary.athena.sql;

import dev.tributary.error.ConfigException;
import dev.tributary.error.LoadException;
import dev.tributary.error.TributaryException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.TooManyRequestsException;

/** Runs statements on Athena, one at a time for each caller. Thread-safe. */
public final class Athena {
    /** Athena allows 262,144 bytes of SQL. */
    public static final int MAX_STATEMENT_BYTES = 262_144;

    private static final Duration FIRST_POLL = Duration.ofMillis(100);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(2);

    /** A conflict or a full queue passes in seconds; what lasts longer is told. */
    private static final int MAX_ATTEMPTS = 6;

    private final Supplier<AthenaClient> client;
    private final @Nullable String workGroup;
    private final @Nullable String catalog;
    private final @Nullable String results;

    /**
     * Without a work group, Athena's primary; without results, an address in S3, the work group's; without a catalog, Glue's.
     * The client is asked for with the first statement.
     */
    public Athena(
            Supplier<AthenaClient> client,
            @Nullable String workGroup,
            @Nullable String catalog,
            @Nullable String results) {
        this.client = client;
        this.workGroup = workGroup;
        this.catalog = catalog;
        this.results = results;
    }

    /**
     * Runs a query to its end. Once cancelled says true, or the thread is interrupted, the query is stopped on the server.
     *
     * @throws LoadException if Athena refuses it, it fails, or it is stopped
     */
    public QueryResult run(Query query, BooleanSupplier cancelled) {
        checkLength(query);
        Query next = query;
        for (int attempt = 1; ; attempt++) {
            QueryExecution ended = await(start(next, cancelled), cancelled);
            if (ended.status().state() == QueryExecutionState.SUCCEEDED) {
                return new QueryResult(client.get(), stats(ended), hasHeader(ended));
            }
            String reason = reason(ended);
            boolean passes = Explanation.find(reason).map(Explanation::passes).orElse(false);
            if (!passes || !query.repeatable() || attempt == MAX_ATTEMPTS) {
                throw failed(ended, reason, passes);
            }
            pause(backoff(attempt), cancelled);
            next = query.withToken(UUID.randomUUID().toString());
        }
    }

    /** The same for a query that nobody cancels. */
    public QueryResult run(Query query) {
        return run(query, () -> false);
    }

    private static void checkLength(Query query) {
        int bytes = query.sql().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_STATEMENT_BYTES) {
            throw LoadException.permanent(
                    "Cannot run a statement of %d bytes: Athena takes %d (%s)"
                            .formatted(bytes, MAX_STATEMENT_BYTES, "put the values into a table"),
                    null);
        }
    }

    private String start(Query query, BooleanSupplier cancelled) {
        for (int attempt = 1; ; attempt++) {
            try {
                return client.get().startQueryExecution(request(query)).queryExecutionId();
            } catch (TooManyRequestsException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw refused(e);
                }
                pause(backoff(attempt), cancelled);
            } catch (AbortedException e) {
                stopUnanswered(query);
                throw stopped();
            } catch (AthenaException e) {
                throw refused(e);
            }
        }
    }

    /** Stops a query whose start was interrupted: its token tells which it is, and starts it where it was not. */
    private void stopUnanswered(Query query) {
        Thread.interrupted();
        try {
            stop(client.get().startQueryExecution(request(query)).queryExecutionId());
        } finally {
            Thread.currentThread().interrupt();
        }
    }

    private StartQueryExecutionRequest request(Query query) {
        StartQueryExecutionRequest.Builder request = StartQueryExecutionRequest.builder()
                .queryString(query.sql())
                .clientRequestToken(query.token())
                .queryExecutionContext(c -> c.database(query.database()).catalog(catalog))
                .workGroup(workGroup);
        if (!query.parameters().isEmpty()) {
            request.executionParameters(Literals.all(query.parameters()));
        }
        if (results != null) {
            request.resultConfiguration(r -> r.outputLocation(results));
        }
        return request.build();
    }

    /** The bytes after which the work group cancels a query, where it has such a limit. */
    OptionalLong cutoff() {
        try {
            Long bytes = client.get()
                    .getWorkGroup(b -> b.workGroup(workGroup()))
                    .workGroup()
                    .configuration()
                    .bytesScannedCutoffPerQuery();
            return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
        } catch (AthenaException e) {
            throw refused(e);
        }
    }

    /** The work group that queries run in. */
    String workGroup() {
        return workGroup == null ? "primary" : workGroup;
    }

    private QueryExecution await(String id, BooleanSupplier cancelled) {
        try {
            return poll(id, cancelled);
        } catch (AbortedException e) {
            Thread.currentThread().interrupt();
            stop(id);
            throw stopped();
        } catch (TributaryException e) {
            stop(id);
            throw e;
        }
    }

    private QueryExecution poll(String id, BooleanSupplier cancelled) {
        Duration wait = FIRST_POLL;
        while (true) {
            QueryExecution execution =
                    client.get().getQueryExecution(b -> b.queryExecutionId(id)).queryExecution();
            switch (execution.status().state()) {
                case SUCCEEDED, FAILED, CANCELLED -> {
                    return execution;
                }
                default -> pause(wait, cancelled);
            }
            Duration doubled = wait.multipliedBy(2);
            wait = doubled.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : doubled;
        }
    }

    /** Stops a query on the server; the client refuses to send anything while the thread is interrupted. */
    private void stop(String id) {
        boolean interrupted = Thread.interrupted();
        try {
            client.get().stopQueryExecution(b -> b.queryExecutionId(id));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits in short steps, and throws once somebody wants the query to end. */
    private static void pause(Duration time, BooleanSupplier cancelled) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end || cancelled.getAsBoolean()) {
            if (cancelled.getAsBoolean()) {
                throw stopped();
            }
            try {
                Thread.sleep(Math.max(1, Math.min(50, (end - System.nanoTime()) / 1_000_000)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw stopped();
            }
        }
    }

    private static LoadException stopped() {
        return LoadException.retryable("Cannot finish the query: it was stopped (run it again)", null);
    }

    private static Duration backoff(int attempt) {
        long millis = 200L << attempt;
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
    }

    private static String reason(QueryExecution execution) {
        String reason = execution.status().stateChangeReason();
        return reason == null ? String.valueOf(execution.status().state()) : reason;
    }

    private static TributaryException refused(AthenaException failure) {
        String message = failure.awsErrorDetails() == null
                ? String.valueOf(failure.getMessage())
                : failure.awsErrorDetails().errorMessage();
        String sentence = "Cannot run the query: " + message + remedy(message);
        boolean passes = failure instanceof TooManyRequestsException
                || failure.isThrottlingException()
                || failure.statusCode() >= 500;
        if (passes) {
            return LoadException.retryable(sentence, failure);
        }
        boolean isSetting = message.contains("WorkGroup")
                || message.toLowerCase(java.util.Locale.ROOT).contains("output");
        return isSetting ? new ConfigException(sentence, failure) : LoadException.permanent(sentence, failure);
    }

    private static LoadException failed(QueryExecution execution, String reason, boolean passes) {
        String sentence = "Cannot finish the query: Athena rejected it (query %s: %s)%s"
                .formatted(execution.queryExecutionId(), reason, remedy(reason));
        boolean retryable = passes
                || execution.status().athenaError() != null
                        && Boolean.TRUE.equals(execution.status().athenaError().retryable());
        return retryable ? LoadException.retryable(sentence, null) : LoadException.permanent(sentence, null);
    }

    private static String remedy(String reason) {
        return Explanation.find(reason).map(e -> " (" + e.remedy() + ")").orElse("");
    }

    private static QueryStats stats(QueryExecution execution) {
        QueryExecutionStatistics statistics = execution.statistics();
        return new QueryStats(
                execution.queryExecutionId(),
                statistics == null ? 0 : orZero(statistics.dataScannedInBytes()),
                Duration.ofMillis(statistics == null ? 0 : orZero(statistics.totalExecutionTimeInMillis())),
                Duration.ofMillis(statistics == null ? 0 : orZero(statistics.queryQueueTimeInMillis())));
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    /** The first row of a query's result names its columns; other statements' results begin with a row. */
    private static boolean hasHeader(QueryExecution execution) {
        return "DML".equals(execution.statementTypeAsString()) || "SHOW_FUNCTIONS".equals(execution.substatementType());
    }
}
