package dev.tributary.athena.sql;

import dev.tributary.error.ConfigException;
import dev.tributary.error.LoadException;
import dev.tributary.error.TributaryException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
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

    private final AthenaClient client;
    private final @Nullable String workGroup;
    private final @Nullable String catalog;
    private final @Nullable String results;

    /** Without a work group, Athena's primary; without results, an address in S3, the work group's; without a catalog, Glue's. */
    public Athena(AthenaClient client, @Nullable String workGroup, @Nullable String catalog, @Nullable String results) {
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
                return new QueryResult(client, stats(ended), hasHeader(ended));
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
                return client.startQueryExecution(request(query)).queryExecutionId();
            } catch (TooManyRequestsException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw refused(e);
                }
                pause(backoff(attempt), cancelled);
            } catch (AthenaException e) {
                throw refused(e);
            }
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

    private QueryExecution await(String id, BooleanSupplier cancelled) {
        Duration poll = FIRST_POLL;
        while (true) {
            QueryExecution execution =
                    client.getQueryExecution(b -> b.queryExecutionId(id)).queryExecution();
            switch (execution.status().state()) {
                case SUCCEEDED, FAILED, CANCELLED -> {
                    return execution;
                }
                default -> {
                    try {
                        pause(poll, cancelled);
                    } catch (TributaryException e) {
                        client.stopQueryExecution(b -> b.queryExecutionId(id));
                        throw e;
                    }
                }
            }
            Duration doubled = poll.multipliedBy(2);
            poll = doubled.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : doubled;
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
