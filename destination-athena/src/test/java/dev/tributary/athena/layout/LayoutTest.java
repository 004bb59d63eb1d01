package dev.tributary.athena.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.error.ConfigException;
import dev.tributary.loadpackage.LoadId;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutTest {
    static Stream<JsonNode> vectors() throws IOException {
        JsonNode all = new ObjectMapper().readTree(LayoutTest.class.getResource("/vectors/layouts.json"));
        return StreamSupport.stream(all.spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void givesTheKeysThatDltGives(JsonNode vector) {
        String layout = vector.path("layout").asText();
        if (vector.has("athena_prefix_error")) {
            assertThatThrownBy(() -> Layout.of(layout)).isInstanceOf(ConfigException.class);
            return;
        }
        String[] file = vector.path("file").asText().split("\\.");
        String key = Layout.of(layout).tableFolder(file[0])
                + Layout.of(layout)
                        .file(
                                file[0],
                                new LoadId(vector.path("load_id").asText()),
                                file[1],
                                OffsetDateTime.parse(vector.path("now").asText())
                                        .toInstant());
        assertThat(key).isEqualTo(vector.path("path").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {table_name}.{file_id}.{ext}|Invalid layout: '{table_name}.{file_id}.{ext}' ('/' must follow '{table_name}', so that each table has a folder of its own)
            {file_id}/{table_name}/x|Invalid layout: '{file_id}/{table_name}/x' ('{table_name}' must be the first placeholder)
            {table_name}/{load_id}|Invalid layout: '{table_name}/{load_id}' ('{file_id}' must come after '{table_name}/', so that no two files have one name)
            {table_name}/{bad}/{file_id}|Invalid layout: '{table_name}/{bad}/{file_id}' ('{bad}' is not a placeholder of the Athena layout; allowed: {table_name}, {load_id}, {file_id}, {ext} and dlt's date placeholders)
            """, quoteCharacter = '`')
    void saysWhatIsWrong(String layout, String message) {
        assertThatThrownBy(() -> Layout.of(layout))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void escapesPartitionFoldersAsHiveDoes() {
        assertThat(PartitionFolder.path(List.of("dt", "a b", "c"), Arrays.asList("2026-01-01", "x/y=ü", null)))
                .isEqualTo("dt=2026-01-01/a b=x%2Fy%3Dü/c=__HIVE_DEFAULT_PARTITION__/");
    }
}
