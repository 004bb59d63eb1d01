import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.source.RawJson;
import dev.tributary.source.ResourceState;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.reflect.SettingLookup;
import dev.tributary.source.reflect.SourceReader;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The class under test has no package, because {@code pipeline run} takes it as a file; so this has none either. */
class QuickstartTest {
    private final SourceDefinition source = SourceReader.read(Quickstart.class, SettingLookup.none());

    @Test
    void isASourceOfTwoTables() {
        assertThat(source.name()).isEqualTo("quickstart");
        assertThat(source.resources()).extracting(r -> r.hints().table()).containsExactly("champions", "games");
    }

    @Test
    void findsTheGamesBesideTheClass() throws Exception {
        JsonNode games;
        try (InputStream in = ((RawJson) records(1).get(0)).bytes().open()) {
            games = new ObjectMapper().readTree(in);
        }

        assertThat(games).hasSize(10);
        assertThat(games.findValuesAsText("title")).doesNotHaveDuplicates();
        int moves = 0;
        for (JsonNode game : games) {
            moves += game.get("moves").size();
        }
        assertThat(moves).isEqualTo(543);
    }

    @Test
    void yieldsChampionsAsJavaRecords() throws Exception {
        assertThat(records(0)).hasSize(2).allMatch(r -> r instanceof Quickstart.Champion);
    }

    private List<?> records(int resource) throws Exception {
        try (Stream<?> records = source.resources().get(resource).records().open(ResourceState.empty())) {
            return records.toList();
        }
    }
}
