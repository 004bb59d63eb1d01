package dev.tributary.lake.athena.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.result.ResultForm;
import dev.tributary.lake.athena.store.Queries;
import dev.tributary.lake.athena.store.QueryDocument;
import dev.tributary.lake.athena.store.WorkGroups;
import dev.tributary.lake.wire.Json;

/** What GetQueryExecution answers of an execution that waits for its turn. */
final class NewDocument {

    private NewDocument() {}

    static QueryDocument of(Submission submission, String owner) {
        String id = Queries.newId();
        ResultForm form = ResultForm.of(submission.kind());
        ObjectNode execution = Json.object()
                .put("QueryExecutionId", id)
                .put("Query", submission.statement().sql())
                .put("StatementType", submission.kind().type());
        if (!submission.kind().substatement().isEmpty()) {
            execution.put("SubstatementType", submission.kind().substatement());
        }
        execution
                .putObject("ResultConfiguration")
                .put("OutputLocation", form.location(submission.statement().resultLocation(), id));
        execution
                .putObject("ResultReuseConfiguration")
                .putObject("ResultReuseByAgeConfiguration")
                .put("Enabled", false);
        execution.set("QueryExecutionContext", submission.context());
        execution.putObject("Status").put("State", "QUEUED").put("SubmissionDateTime", Json.now());
        execution
                .putObject("Statistics")
                .put("DataScannedInBytes", 0)
                .putObject("ResultReuseInformation")
                .put("ReusedPreviousResult", false);
        execution.put("WorkGroup", submission.workGroup()).set("EngineVersion", WorkGroups.engineVersion());
        if (!submission.parameters().isEmpty()) {
            submission.parameters().forEach(execution.putArray("ExecutionParameters")::add);
        }
        return new QueryDocument(execution, submission.token(), submission.sent(), owner, form.name());
    }
}
