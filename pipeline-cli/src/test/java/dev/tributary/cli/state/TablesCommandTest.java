package dev.tributary.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.destination.LakeTable;
import dev.tributary.schema.TableFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesCommandTest {
    @Test
    void printsTablesAsJson() {
        LakeTable table = new LakeTable(
                "games",
                TableFormat.HIVE,
                "s3://lake/chess/games",
                List.of(new LakeTable.LakeColumn("id", "bigint")),
                3,
                1,
                99);
        assertThat(TablesCommand.json(List.of(table)).toString())
                .isEqualTo("[{\"name\":\"games\",\"format\":\"hive\",\"location\":\"s3://lake/chess/games\","
                        + "\"columns\":[{\"name\":\"id\",\"type\":\"bigint\"}],\"rows\":3,\"files\":1,\"bytes\":99}]");
    }
}
