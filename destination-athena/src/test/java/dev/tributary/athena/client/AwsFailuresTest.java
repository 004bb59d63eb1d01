package dev.tributary.athena.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.LoadException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

class AwsFailuresTest {
    @Test
    void saysWhatToDoAboutATableThatIsTooWideForGlue() {
        RuntimeException refusal = InvalidInputException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("InvalidInputException")
                        .errorMessage("Payload size of request exceeded limit")
                        .build())
                .build();

        assertThatThrownBy(() -> AwsFailures.during("load table 'events'", () -> {
                    throw refusal;
                }))
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessage("Cannot load table 'events': InvalidInputException: Payload size of request exceeded limit"
                        + " (Glue takes a few thousand columns of a table; keep objects as JSON with"
                        + " normalize.max_table_nesting, or leave columns out)");
    }
}
