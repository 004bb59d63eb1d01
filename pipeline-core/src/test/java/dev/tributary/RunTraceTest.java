package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.config.Redaction;
import dev.tributary.config.ResolvedSetting;
import dev.tributary.error.ExtractException;
import dev.tributary.error.LoadException;
import dev.tributary.report.RunReport;
import dev.tributary.report.Tracing;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTraceTest {
    @TempDir
    Path folder;

    private final FakeDestination destination = new FakeDestination();

    private static SourceDefinition source(String token) {
        ResourceDefinition items = ResourceDefinition.of(
                "items", state -> Stream.of(Map.of("id", 1), Map.of("id", 2, "tags", List.of(1))));
        ResourceDefinition failing = ResourceDefinition.of("failing", state -> {
            throw new IllegalStateException("401 for https://api/?token=" + token);
        });
        return new SourceDefinition("shop", token.isEmpty() ? List.of(items) : List.of(items, failing), null);
    }

    private Pipeline pipeline() {
        return Pipeline.of("shop", "sales", destination, folder, RunSettings.defaults());
    }

    private JsonNode trace() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("trace.json").toFile());
    }

    @Test
    void saysWhatARunDid() throws IOException {
        ResolvedSetting setting = new ResolvedSetting("load.workers", "8", "default");
        RunReport report = pipeline()
                .run(source(""), RunOptions.defaults().tracing(new Tracing(5, List.of(setting), Redaction.NONE)));

        JsonNode trace = trace();
        assertThat(trace.get("status").asText()).isEqualTo("loaded");
        assertThat(trace.get("load_id").asText())
                .isEqualTo(report.loadId().orElseThrow().value());
        assertThat(trace.findValuesAsText("step")).containsExactly("recover", "extract", "normalize", "load");
        assertThat(trace.get("steps").findValuesAsText("status")).containsOnly("completed");
        assertThat(trace.get("resources")).hasToString("[{\"name\":\"items\",\"records\":2}]");
        assertThat(trace.get("tables").get(1).get("name").asText()).isEqualTo("items__tags");
        assertThat(trace.get("tables").get(1).get("rows").asInt()).isEqualTo(1);
        assertThat(trace.get("tables").get(1).get("bytes").asInt()).isPositive();
        assertThat(trace.get("schema_changes"))
                .hasToString("[{\"table\":\"items\",\"change\":\"new_table\"},"
                        + "{\"table\":\"items__tags\",\"change\":\"new_table\"}]");
        assertThat(trace.get("settings"))
                .hasToString("[{\"key\":\"load.workers\",\"value\":\"8\",\"place\":\"default\"}]");
        assertThat(trace.get("versions").get("java").asText()).isEqualTo(System.getProperty("java.version"));
        assertThat(trace.has("error")).isFalse();
    }

    @Test
    void saysWhereAndWhyARunFailed() throws IOException {
        destination.failure = "Cannot load table 'items': no";
        assertThatThrownBy(() -> pipeline().run(source(""), RunOptions.defaults()))
                .isInstanceOf(LoadException.class);

        JsonNode trace = trace();
        assertThat(trace.get("status").asText()).isEqualTo("failed");
        assertThat(trace.get("steps").findValuesAsText("status"))
                .containsExactly("completed", "completed", "completed", "failed");
        assertThat(trace.get("error"))
                .hasToString(
                        "{\"kind\":\"LoadException\",\"message\":\"Cannot load table 'items': no\",\"causes\":[]}");
        assertThat(trace.get("tables").get(0).get("rows").asInt()).isEqualTo(2);
    }

    @Test
    void holdsNoSecretWhereverItAppears() throws IOException {
        Tracing tracing = new Tracing(
                5,
                List.of(new ResolvedSetting("sources.shop.url", "https://api/?token=s3cr3t", "environment")),
                new Redaction(List.of("s3cr3t")));
        assertThatThrownBy(() ->
                        pipeline().run(source("s3cr3t"), RunOptions.defaults().tracing(tracing)))
                .isInstanceOf(ExtractException.class)
                .hasMessageContaining("s3cr3t");

        JsonNode error = trace().get("error");
        assertThat(error.get("message").asText())
                .isEqualTo("Cannot extract resource 'failing': IllegalStateException: 401 for https://api/?token=******"
                        + " (nothing of this run is loaded; mend the source and run again)");
        assertThat(error.get("causes"))
                .hasToString("[\"java.lang.IllegalStateException: 401 for https://api/?token=******\"]");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("s3cr3t");
            }
        }
    }

    @Test
    void keepsTheNewestOnes() {
        for (int i = 0; i < 4; i++) {
            pipeline().run(source(""), RunOptions.defaults().tracing(new Tracing(2, List.of(), Redaction.NONE)));
        }
        assertThat(new WorkingFolder(folder).traces()).hasSize(2);
        assertThat(folder.resolve("trace.json"))
                .hasSameTextualContentAs(new WorkingFolder(folder).traces().get(1));
    }

    @Test
    void leavesNoneWhereNoneIsWanted() {
        pipeline().run(source(""), RunOptions.defaults().tracing(Tracing.none()));

        assertThat(folder.resolve("trace.json")).doesNotExist();
        assertThat(new WorkingFolder(folder).traces()).isEmpty();
    }

    @Test
    void isLoadedAsATableBesideTheOthers() {
        pipeline().run(source(""), RunOptions.defaults());
        RunReport report = pipeline().loadTrace(source(""), RunOptions.defaults());

        assertThat(report.tables())
                .extracting(t -> t.name() + " " + t.rows())
                .contains("_trace 1", "_trace__steps 4", "_trace__tables 2");
        assertThat(destination.newest.schema().tables()).containsKeys("items", "_trace");
        assertThat(new WorkingFolder(folder).traces()).hasSize(1);
    }
}
