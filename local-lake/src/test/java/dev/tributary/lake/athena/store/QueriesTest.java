package dev.tributary.lake.athena.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.disk.FolderLock;
import dev.tributary.lake.wire.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueriesTest {

    @TempDir
    Path folder;

    @Test
    void makesIdsThatSortByTime() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(Queries.newId());
            Thread.sleep(2);
        }

        assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.charAt(14) == '7');
    }

    @Test
    void forgetsTheOldestButNoneThatRuns() throws Exception {
        Queries queries = new Queries(new Documents(folder, new FolderLock(folder.resolve("lock"))), 5);
        queries.add(query(0, "RUNNING"));
        IntStream.range(1, 106).forEach(i -> queries.add(query(i, "SUCCEEDED")));

        assertThat(queries.ids()).containsExactly("q000", "q101", "q102", "q103", "q104", "q105");
        assertThat(queries.withToken("token 100")).isEmpty();
        assertThat(queries.withToken("token 101")).isPresent();
    }

    private static QueryDocument query(int number, String state) {
        ObjectNode execution = Json.object().put("QueryExecutionId", "q%03d".formatted(number));
        execution.putObject("Status").put("State", state);
        return new QueryDocument(execution, "token " + number, Json.object(), "owner", "ROWS");
    }
}
