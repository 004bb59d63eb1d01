package dev.tributary.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.lake.sql.StatementFailed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What StartQueryExecution refuses, in which words and in which order, as measured on the service and published in
 * github.com/aoyagikouhei/athena-local, docs/dev/measurements: errors.md and client-request-token.md.
 */
class StartIT {

    private static final String TOKEN = "0123456789012345678901234567890123456789";
    private static final String MALFORMED = "line 1:1: mismatched input 'SELEC'. Expecting: <query>";
    private static final String NO_LOCATION =
            "No output location provided. An output location is required either through the Workgroup result"
                    + " configuration setting or as an API input.";

    @TempDir
    static Path folder;

    static TestLake lake;
    static Script script = new Script();

    @BeforeAll
    static void start() throws Exception {
        script.on("SELECT 1", Script.rows(List.of("_col0"), List.of(Script.row("1"))))
                .on("SELECT 2", Script.rows(List.of("_col0"), List.of(Script.row("2"))))
                .on("SELEC 1", Script.fails(StatementFailed.refused(MALFORMED)))
                .on(
                        "DESCRIBE none",
                        Script.fails(StatementFailed.refused(
                                "INVALID_INPUT", "Entity Not Found (Service: AmazonDataCatalog)")));
        lake = new TestLake(folder, script);
    }

    @AfterAll
    static void stop() {
        lake.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {                                | {"__type":"SerializationException"}
            null                             | {"__type":"SerializationException"}
            "x"                              | {"__type":"SerializationException"}
            []                               | {"__type":"SerializationException","Message":"Start of list found where not expected"}
            {"QueryString":1}                | {"__type":"SerializationException","Message":"NUMBER_VALUE can not be converted to a String"}
            {"QueryString":true}             | {"__type":"SerializationException","Message":"TRUE_VALUE can not be converted to a String"}
            {"QueryString":[]}               | {"__type":"SerializationException","Message":"Start of list found where not expected"}
            {"QueryString":{}}               | {"__type":"SerializationException","Message":"Start of structure or map found where not expected."}
            {"ExecutionParameters":"x"}      | {"__type":"SerializationException","Message":"Expected list or null"}
            {"QueryExecutionContext":"x"}    | {"__type":"SerializationException","Message":"Expected null"}
            """)
    void refusesWhatItCannotRead(String body, String answer) {
        assertThat(lake.raw("StartQueryExecution", body)).isEqualTo(answer);
    }

    @Test
    void tellsWhoTheKeyIsAsStsDoes() {
        assertThat(lake.raw("", "Action=GetCallerIdentity&Version=2011-06-15"))
                .startsWith("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">")
                .contains("<Arn>arn:aws:iam::000000000000:user/local</Arn><UserId>key</UserId>"
                        + "<Account>000000000000</Account>");
    }

    @Test
    void refusesAnUnknownOperation() {
        assertThat(lake.raw("StartNothing", "{}")).isEqualTo("{\"__type\":\"UnknownOperationException\"}");
    }

    @Test
    void namesAMemberThatIsMissing() {
        assertInvalid(
                "INVALID_INPUT",
                "1 validation error detected: Value null at 'queryString' failed to satisfy constraint: Member must not be"
                        + " null",
                "{\"ClientRequestToken\":\"" + TOKEN + "\"}");
    }

    @Test
    void needsAToken() {
        assertInvalid("INVALID_INPUT", "clientRequestToken is null or empty", "{\"QueryString\":\"SELECT 1\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            0   | greater than or equal to 32
            31  | greater than or equal to 32
            129 | less than or equal to 128
            """)
    void countsATokensCharacters(int length, String constraint) {
        assertInvalid(
                "INVALID_INPUT",
                "1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: Member must have"
                        + " length " + constraint,
                request("x".repeat(length), "SELEC 1", "nonsense"));
    }

    @Test
    void countsATokensBytesToo() {
        assertInvalid(
                "INVALID_INPUT",
                "clientRequestToken exceeds maximum allowed length 128",
                request("あ".repeat(50), "SELECT 1", TestLake.OUTPUT));
    }

    @Test
    void looksAtTheLocationBeforeTheStatement() {
        assertInvalid(
                "INVALID_INPUT", "outputLocation is not a valid S3 path.", request(TOKEN, "SELEC 1", "not-a-path"));
        assertInvalid("INVALID_INPUT", "outputLocation is not a valid S3 path.", request(TOKEN, "SELEC 1", "s3://"));
    }

    @Test
    void needsALocation() {
        assertInvalid(
                "INVALID_INPUT",
                NO_LOCATION,
                "{\"QueryString\":\"SELECT 1\",\"ClientRequestToken\":\"" + TOKEN + "\"}");
    }

    @Test
    void refusesAStatementThatCannotBeRead() {
        assertInvalid("MALFORMED_QUERY", MALFORMED, request(TOKEN, "SELEC 1", TestLake.OUTPUT));
        assertThat(lake.athena.listQueryExecutions(r -> {}).queryExecutionIds())
                .allSatisfy(id -> assertThat(lake.execution(id).query()).isNotEqualTo("SELEC 1"));
    }

    @Test
    void refusesWithTheCodeThatTheRunnerTells() {
        assertInvalid(
                "INVALID_INPUT",
                "Entity Not Found (Service: AmazonDataCatalog)",
                request(TestLake.token(), "DESCRIBE none", TestLake.OUTPUT));
    }

    @Test
    void doesNotSpendATokenOnARefusedStatement() {
        String token = TestLake.token();
        assertInvalid("MALFORMED_QUERY", MALFORMED, request(token, "SELEC 1", TestLake.OUTPUT));

        assertThat(lake.answer("StartQueryExecution", request(token, "SELECT 1", TestLake.OUTPUT))
                        .path("QueryExecutionId")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void refusesAStatementOfTooManyBytes() {
        assertInvalid(
                "INVALID_INPUT",
                "1 validation error detected: Value at 'queryString' failed to satisfy constraint: Member must have length"
                        + " less than or equal to 262144",
                request(TestLake.token(), "SELECT '" + "é".repeat(131_072) + "'", TestLake.OUTPUT));
    }

    @Test
    void refusesAWorkGroupThatIsNotThere() {
        assertInvalid(
                "INVALID_INPUT",
                "WorkGroup is not found.",
                "{\"QueryString\":\"SELECT 1\",\"ClientRequestToken\":\"" + TOKEN + "\",\"WorkGroup\":\"none\"}");
    }

    /** docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html: SELECT, INSERT INTO, CTAS and UNLOAD. */
    @Test
    void refusesQuestionMarksWhereAthenaTakesNone() {
        assertInvalid(
                "MALFORMED_QUERY",
                "Queries of this type are not supported",
                request(TestLake.token(), "DELETE FROM t WHERE a = ?", TestLake.OUTPUT));
    }

    @Test
    void refusesNothingAtAll() {
        assertInvalid(
                "MALFORMED_QUERY",
                "Queries of this type are not supported",
                request(TestLake.token(), " ; ", TestLake.OUTPUT));
    }

    @Test
    void givesTheSameExecutionForTheSameToken() {
        String token = TestLake.token();
        String first = id(request(token, "SELECT 1", TestLake.OUTPUT));
        lake.end(first);

        assertThat(id(request(token, "SELECT 1", TestLake.OUTPUT))).isEqualTo(first);
    }

    @Test
    void comparesNeitherParametersNorWorkGroup() {
        lake.athena.createWorkGroup(r -> r.name("compared"));
        String token = TestLake.token();
        String first = id(request(token, "SELECT 1", TestLake.OUTPUT));

        assertThat(id(request(token, "SELECT 1", TestLake.OUTPUT)
                        .replace("}}", "},\"ExecutionParameters\":[\"7\"],\"WorkGroup\":\"compared\"}")))
                .isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "SELECT 1"           | "SELECT 2"
            s3://results/out/    | s3://results/other/
            "Database":"d"       | "Database":"D"
            "Catalog":"c"        | "Catalog":"C"
            """)
    void refusesAnotherRequestWithTheSameToken(String part, String other) {
        String request = request(TestLake.token(), "SELECT 1", TestLake.OUTPUT)
                .replace("}}", "},\"QueryExecutionContext\":{\"Database\":\"d\",\"Catalog\":\"c\"}}");
        id(request);

        assertInvalid(
                "IDEMPOTENT_PARAMETER_MISMATCH", "Idempotent parameters do not match", request.replace(part, other));
    }

    private static String id(String request) {
        JsonNode answer = lake.answer("StartQueryExecution", request);
        assertThat(answer.path("QueryExecutionId").asText()).as("%s", answer).isNotEmpty();
        return answer.get("QueryExecutionId").asText();
    }

    private static String request(String token, String sql, String location) {
        return ("{\"QueryString\":\"%s\",\"ClientRequestToken\":\"%s\",\"ResultConfiguration\":{\"OutputLocation\":\"%s\"}}")
                .formatted(sql, token, location);
    }

    private static void assertInvalid(String code, String message, String request) {
        JsonNode body = lake.answer("StartQueryExecution", request);
        assertThat(body.path("Message").asText()).isEqualTo(message);
        assertThat(body.path("__type").asText()).isEqualTo("InvalidRequestException");
        assertThat(body.path("AthenaErrorCode").asText()).isEqualTo(code);
        assertThat(body.path("ErrorCode").asText()).isEqualTo(code);
        assertThat(body).hasSize(4);
    }
}
