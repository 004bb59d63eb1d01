package dev.tributary.lake.athena.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.store.Queries;
import dev.tributary.lake.athena.store.QueryDocument;
import dev.tributary.lake.sql.StatementFailed;
import dev.tributary.lake.wire.Json;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One execution while it waits and runs in this process. It ends once; whatever comes later is without effect. Thread-safe. */
final class Execution {

    private static final String RUNNING = "RUNNING";

    private final QueryDocument document;
    private final Submission submission;
    private final Queries queries;
    private final long submitted = System.nanoTime();
    private final CountDownLatch begun = new CountDownLatch(1);
    private long started;
    private @Nullable Thread thread;
    private @Nullable StatementFailed refusal;
    private boolean announced;

    Execution(QueryDocument document, Submission submission, Queries queries) {
        this.document = document;
        this.submission = submission;
        this.queries = queries;
    }

    String id() {
        return document.id();
    }

    Submission submission() {
        return submission;
    }

    /** How it stands now. */
    synchronized QueryDocument now() {
        QueryDocument copy = document.copy();
        if (!copy.ended()) {
            copy.statistics().put("TotalExecutionTimeInMillis", millisSince(submitted));
        }
        return copy;
    }

    synchronized boolean ended() {
        return document.ended();
    }

    /** Begins to run on the calling thread, unless it was stopped before. */
    synchronized boolean run() {
        if (document.ended()) {
            return false;
        }
        thread = Thread.currentThread();
        started = System.nanoTime();
        document.status().put("State", RUNNING);
        document.statistics().put("QueryQueueTimeInMillis", (started - submitted) / 1_000_000);
        queries.put(document);
        return true;
    }

    /** Leaves the calling thread; nothing interrupts it any more on this execution's behalf. */
    synchronized void leave() {
        thread = null;
        begun.countDown();
        // An interrupt that came too late must not hit the next execution.
        Thread.interrupted();
    }

    /** Notes that what runs the statement has accepted it. */
    void accepted() {
        begun.countDown();
    }

    synchronized void scanned(long bytes) {
        if (!document.ended()) {
            document.statistics().put("DataScannedInBytes", bytes);
        }
    }

    /** Ends well; the result is in S3 already. */
    synchronized void succeed() {
        end("SUCCEEDED");
    }

    /** Notes what its end keeps besides; to be called before that. */
    synchronized void note(Consumer<QueryDocument> change) {
        change.accept(document);
    }

    synchronized void cancel(String reason) {
        if (document.ended()) {
            return;
        }
        document.status().put("StateChangeReason", reason);
        end("CANCELLED");
        if (thread != null && thread != Thread.currentThread()) {
            thread.interrupt();
        }
    }

    synchronized void fail(StatementFailed failure, String reason) {
        if (document.ended()) {
            return;
        }
        document.status().put("StateChangeReason", reason);
        ObjectNode error = document.status().putObject("AthenaError");
        error.put("ErrorCategory", failure.category().code())
                .put("ErrorType", failure.errorType())
                .put("Retryable", false)
                .put("ErrorMessage", reason);
        end("FAILED");
    }

    /** Ends as if it had never been, so that the call which started it is refused; fails when that has answered by now. */
    synchronized void refuse(StatementFailed refused) {
        if (announced) {
            fail(refused, String.valueOf(refused.getMessage()));
        } else if (!document.ended()) {
            refusal = refused;
            document.status().put("State", "FAILED");
            queries.remove(document);
        }
    }

    /** Waits until it is accepted, refused or ended, up to a time. */
    boolean awaitBegin(long millis) throws InterruptedException {
        return begun.await(millis, TimeUnit.MILLISECONDS);
    }

    synchronized boolean waiting() {
        return document.state().equals("QUEUED");
    }

    /** Its refusal, if it was refused by now; otherwise its id is given out, and it can no longer be refused. */
    synchronized Optional<StatementFailed> announce() {
        announced = refusal == null;
        return Optional.ofNullable(refusal);
    }

    private void end(String state) {
        if (document.ended()) {
            return;
        }
        long total = millisSince(submitted);
        long engine = started == 0 ? 0 : millisSince(started);
        ObjectNode statistics = document.statistics();
        if (started == 0) {
            statistics.put("QueryQueueTimeInMillis", total);
        }
        statistics
                .put("EngineExecutionTimeInMillis", engine)
                .put("TotalExecutionTimeInMillis", total)
                .put("ServicePreProcessingTimeInMillis", 0)
                .put("ServiceProcessingTimeInMillis", 0);
        document.status().put("State", state).put("CompletionDateTime", Json.now());
        queries.put(document);
        begun.countDown();
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
