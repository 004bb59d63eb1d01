package dev.tributary.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ResourceNotFoundException;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

/**
 * Workgroups in the form that was measured on the service and published in github.com/aoyagikouhei/athena-local,
 * docs/dev/measurements/work-groups.md.
 */
class WorkGroupsIT {

    @TempDir
    static Path folder;

    static TestLake lake;
    static TestLake other;

    @BeforeAll
    static void start() throws Exception {
        Script script = new Script().on("SELECT 1", Script.rows(List.of("n"), List.of(Script.row("1"))));
        lake = new TestLake(folder, script);
        other = new TestLake(folder, script);
    }

    @AfterAll
    static void stop() {
        lake.close();
        other.close();
    }

    @Test
    void hasThePrimaryOne() {
        String answer = lake.raw("GetWorkGroup", "{\"WorkGroup\":\"primary\"}");

        assertThat(answer).contains("\"ResultConfiguration\":{}").doesNotContain("Description");
        WorkGroup primary =
                lake.athena.getWorkGroup(r -> r.workGroup("primary")).workGroup();
        assertThat(primary.state()).isEqualTo(WorkGroupState.ENABLED);
        assertThat(primary.configuration().enforceWorkGroupConfiguration()).isFalse();
        assertThat(primary.configuration().engineVersion().selectedEngineVersion())
                .isEqualTo("AUTO");
        assertThat(primary.configuration().engineVersion().effectiveEngineVersion())
                .isEqualTo("Athena engine version 3");
        assertThat(primary.creationTime()).isNotNull();
    }

    @Test
    void overridesTheClientsLocation() {
        lake.athena.createWorkGroup(r -> r.name("strict")
                .configuration(c -> c.enforceWorkGroupConfiguration(true)
                        .resultConfiguration(o -> o.outputLocation("s3://results/strict"))));

        String id = lake.athena
                .startQueryExecution(TestLake.request("SELECT 1").toBuilder()
                        .workGroup("strict")
                        .build())
                .queryExecutionId();

        assertThat(lake.end(id).resultConfiguration().outputLocation()).isEqualTo("s3://results/strict/" + id + ".csv");
        assertThat(lake.object("strict/" + id + ".csv")).isEqualTo("\"n\"\n\"1\"\n");
    }

    /** docs.aws.amazon.com/athena/latest/ug/workgroups-troubleshooting.html; the words: github.com/dbt-labs/dbt-athena/issues/176. */
    @Test
    void refusesAnExternalLocationWhereItHasItsOwn() {
        lake.athena.createWorkGroup(r -> r.name("central")
                .configuration(c -> c.enforceWorkGroupConfiguration(true)
                        .resultConfiguration(o -> o.outputLocation("s3://results/central/"))));

        assertThat(lake.answer(
                                "StartQueryExecution",
                                "{\"QueryString\":\"CREATE TABLE t WITH (external_location = 's3://results/t/') AS SELECT 1 AS n\","
                                        + "\"WorkGroup\":\"central\",\"ClientRequestToken\":\"" + TestLake.token()
                                        + "\"}")
                        .path("Message")
                        .asText())
                .isEqualTo(
                        "The Create Table As Select query failed because it was submitted with an 'external_location'"
                                + " property to an Athena Workgroup that enforces a centralized output location for all queries."
                                + " Please remove the 'external_location' property and resubmit the query.");
    }

    @Test
    void lendsItsLocationToTheClient() {
        lake.athena.createWorkGroup(r -> r.name("lending")
                .configuration(c -> c.enforceWorkGroupConfiguration(false)
                        .resultConfiguration(o -> o.outputLocation("s3://results/lent/"))));

        String lent = lake.athena
                .startQueryExecution(r -> r.queryString("SELECT 1").workGroup("lending"))
                .queryExecutionId();
        String own = lake.athena
                .startQueryExecution(TestLake.request("SELECT 1").toBuilder()
                        .workGroup("lending")
                        .build())
                .queryExecutionId();

        assertThat(lake.end(lent).resultConfiguration().outputLocation())
                .isEqualTo("s3://results/lent/" + lent + ".csv");
        assertThat(lake.end(own).resultConfiguration().outputLocation()).isEqualTo(TestLake.OUTPUT + own + ".csv");
    }

    @Test
    void changesBitByBit() {
        lake.athena.createWorkGroup(r -> r.name("changing")
                .description("first")
                .configuration(c -> c.bytesScannedCutoffPerQuery(20_000_000L)
                        .resultConfiguration(o -> o.outputLocation("s3://results/a/"))));

        lake.athena.updateWorkGroup(r -> r.workGroup("changing")
                .description("second")
                .configurationUpdates(c -> c.enforceWorkGroupConfiguration(false)
                        .resultConfigurationUpdates(o -> o.outputLocation("s3://results/b/"))));

        WorkGroup changed =
                other.athena.getWorkGroup(r -> r.workGroup("changing")).workGroup();
        assertThat(changed.description()).isEqualTo("second");
        WorkGroupConfiguration configuration = changed.configuration();
        assertThat(configuration.enforceWorkGroupConfiguration()).isFalse();
        assertThat(configuration.bytesScannedCutoffPerQuery()).isEqualTo(20_000_000L);
        assertThat(configuration.resultConfiguration().outputLocation()).isEqualTo("s3://results/b/");

        lake.athena.updateWorkGroup(r -> r.workGroup("changing")
                .configurationUpdates(c -> c.removeBytesScannedCutoffPerQuery(true)
                        .resultConfigurationUpdates(o -> o.removeOutputLocation(true))));

        configuration = other.athena
                .getWorkGroup(r -> r.workGroup("changing"))
                .workGroup()
                .configuration();
        assertThat(configuration.bytesScannedCutoffPerQuery()).isNull();
        assertThat(configuration.resultConfiguration().outputLocation()).isNull();
    }

    @Test
    void runsNothingWhileDisabled() {
        lake.athena.createWorkGroup(r -> r.name("closed"));
        lake.athena.updateWorkGroup(r -> r.workGroup("closed").state(WorkGroupState.DISABLED));

        assertThatThrownBy(() -> lake.athena.startQueryExecution(TestLake.request("SELECT 1").toBuilder()
                        .workGroup("closed")
                        .build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("WorkGroup is disabled.");
    }

    @Test
    void goesWithWhatItHolds() {
        lake.athena.createWorkGroup(r -> r.name("full"));
        lake.athena.createPreparedStatement(
                r -> r.workGroup("full").statementName("kept").queryStatement("SELECT 1"));

        assertThatThrownBy(() -> lake.athena.deleteWorkGroup(r -> r.workGroup("full")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("WorkGroup full is not empty");
        lake.athena.deleteWorkGroup(r -> r.workGroup("full").recursiveDeleteOption(true));

        assertThatThrownBy(() -> other.athena.getWorkGroup(r -> r.workGroup("full")))
                .hasMessageStartingWith("WorkGroup is not found.");
        lake.athena.createWorkGroup(r -> r.name("full"));
        assertThat(lake.athena.listPreparedStatements(r -> r.workGroup("full")).preparedStatements())
                .isEmpty();
    }

    @Test
    void listsThemInPages() {
        IntStream.range(0, 5).forEach(i -> lake.athena.createWorkGroup(r -> r.name("page-" + i)));

        assertThat(lake.athena.listWorkGroupsPaginator(r -> r.maxResults(2)).stream()
                        .flatMap(page -> page.workGroups().stream())
                        .map(WorkGroupSummary::name))
                .isSorted()
                .contains("page-0", "page-4", "primary");
        assertThat(lake.raw("ListWorkGroups", "{}")).contains("\"Description\":\"\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ListWorkGroups  | {"MaxResults":0}           | 1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1
            ListWorkGroups  | {"MaxResults":51}          | 1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 50
            ListWorkGroups  | {"NextToken":"***"}        | The nextPageToken is malformed: ***
            GetWorkGroup    | {"WorkGroup":"none"}       | WorkGroup is not found.
            CreateWorkGroup | {"Name":"primary"}         | WorkGroup is already created
            CreateWorkGroup | {"Name":"a","Configuration":{"BytesScannedCutoffPerQuery":1}} | 1 validation error detected: Value at 'configuration.bytesScannedCutoffPerQuery' failed to satisfy constraint: Member must have value greater than or equal to 10000000
            CreateWorkGroup | {"Name":"a","Configuration":{"ResultConfiguration":{"OutputLocation":"x"}}} | outputLocation is not a valid S3 path.
            UpdateWorkGroup | {"WorkGroup":"none"}       | WorkGroup is not found.
            DeleteWorkGroup | {"WorkGroup":"primary"}    | The primary workgroup cannot be deleted
            DeleteWorkGroup | {"WorkGroup":"none"}       | WorkGroup is not found.
            """)
    void refusesWhatCannotBe(String operation, String body, String message) {
        assertThat(lake.answer(operation, body).path("Message").asText()).isEqualTo(message);
        assertThat(lake.answer(operation, body).path("AthenaErrorCode").asText())
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void keepsTags() {
        String arn = "arn:aws:athena:us-east-1:000000000000:workgroup/tagged";
        lake.athena.createWorkGroup(
                r -> r.name("tagged").tags(t -> t.key("team").value("a")));
        lake.athena.tagResource(r -> r.resourceARN(arn)
                .tags(t -> t.key("team").value("b"), t -> t.key("cost").value("1")));
        lake.athena.untagResource(r -> r.resourceARN(arn).tagKeys("cost"));

        assertThat(other.athena.listTagsForResource(r -> r.resourceARN(arn)).tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("team=b"));
        assertThatThrownBy(() -> lake.athena.listTagsForResource(r -> r.resourceARN(arn + "x")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void knowsItsEngineVersions() {
        assertThat(lake.athena.listEngineVersions(r -> {}).engineVersions())
                .extracting(version -> version.selectedEngineVersion())
                .containsExactly("AUTO", "Athena engine version 3");
    }
}
