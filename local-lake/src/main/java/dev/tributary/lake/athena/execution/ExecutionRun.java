package dev.tributary.lake.athena.execution;

import dev.tributary.lake.athena.result.ResultForm;
import dev.tributary.lake.athena.store.QueryDocument;
import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs statements, and writes what comes of them where their results belong.
 *
 * @param spool the folder in which results wait until all is known of them
 */
record ExecutionRun(Path spool, Binding binding, ResultFiles results, StatementRouter router) {
    /** Athena's number for what it cannot explain. */
    static final int INTERNAL = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionRun.class);

    /** Runs an execution to its end, whatever that is. */
    void run(Execution execution) {
        try {
            if (execution.run()) {
                perform(execution);
            }
        } catch (RuntimeException | IOException e) {
            if (!execution.ended()) {
                LOG.warn("Cannot run statement {}", execution.id(), e);
                StatementFailed failure = StatementFailed.system(INTERNAL, "GENERIC_INTERNAL_ERROR: " + e.getMessage());
                execution.fail(failure, String.valueOf(failure.getMessage()));
            }
        } finally {
            execution.leave();
        }
    }

    private void perform(Execution execution) throws IOException {
        Submission submission = execution.submission();
        Path file = spool.resolve(execution.id());
        try (SpooledOutput output = new SpooledOutput(file, submission, execution::accepted, execution::scanned)) {
            try {
                Optional<String> sql = binding.bind(submission);
                if (sql.isPresent()) {
                    Statement given = submission.statement();
                    router.run(
                            new Statement(
                                    sql.get(),
                                    given.catalog(),
                                    given.database(),
                                    given.resultLocation(),
                                    execution.id()),
                            output);
                }
                if (!execution.ended()) {
                    output.end();
                    results.write(execution, output, file);
                    execution.succeed();
                }
            } catch (StatementFailed e) {
                failed(execution, output, e, file);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void failed(Execution execution, SpooledOutput output, StatementFailed failure, Path file)
            throws IOException {
        String message = String.valueOf(failure.getMessage());
        if (output.cutOff()) {
            execution.cancel(SpooledOutput.CUTOFF);
        } else if (failure.atStart()) {
            execution.refuse(failure);
        } else if (!execution.ended()) {
            QueryDocument document = execution.now();
            String reason = message + remark(execution.submission(), document);
            if (message.startsWith("FAILED: ")) {
                results.writeReason(document, reason, file);
            }
            execution.fail(failure, reason);
        }
    }

    /** What the service adds for statements that may have written data by then. */
    private static String remark(Submission submission, QueryDocument document) {
        return switch (ResultForm.of(submission.kind())) {
            case TABLE ->
                ". You may need to manually clean the data at location '" + document.outputLocation()
                        + "' before retrying. Athena will not delete data in your account.";
            case ADDITION ->
                ". If a data manifest file was generated at '" + document.outputLocation()
                        + "-manifest.csv', you may need to manually clean the data from locations specified in the manifest."
                        + " Athena will not delete data in your account.";
            default -> "";
        };
    }
}
