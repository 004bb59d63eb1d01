package dev.tributary.athena.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The statements as Athena gets them. */
class StatementsTest {
    private static Column column(String name, ColumnHint... hints) {
        return new Column(name, DataType.TEXT, true, null, null, Set.of(hints), null);
    }

    private static StagedTable root(MergeStrategy strategy, List<List<String>> batches, Column... columns) {
        Table table = new Table(
                "users",
                null,
                "users",
                List.of(columns),
                WriteDisposition.MERGE,
                TableFormat.ICEBERG,
                List.of(),
                null,
                Map.of(Table.MERGE_STRATEGY, TextNode.valueOf(strategy.id())));
        return staged(table, batches);
    }

    private static StagedTable staged(Table table, List<List<String>> batches) {
        return new StagedTable(
                table,
                "d." + table.name(),
                "s." + table.name(),
                table.columns().stream().map(Column::name).toList(),
                batches);
    }

    private static final Column ID = column("id", ColumnHint.PRIMARY_KEY);
    private static final Column ROW_KEY = column("_dlt_id", ColumnHint.ROW_KEY);
    private static final StagedTable PETS = staged(
            new Table(
                    "pets",
                    "users",
                    null,
                    List.of(column("_dlt_root_id", ColumnHint.ROOT_KEY), ROW_KEY),
                    WriteDisposition.MERGE,
                    TableFormat.ICEBERG,
                    List.of(),
                    null),
            List.of());

    private static final String TAKEN = " FROM (SELECT %s, row_number() OVER (PARTITION BY \"id\" ORDER BY"
            + " \"_dlt_id\" DESC) AS \"_dlt_number\" FROM s.users)";

    @Test
    void deletesWhatTheLoadHasThenInserts() {
        assertThat(MergeStatements.of(
                        root(MergeStrategy.DELETE_INSERT, List.of(), ID, ROW_KEY), List.of(PETS), Instant.EPOCH))
                .containsExactly(
                        "DELETE FROM d.pets WHERE \"_dlt_root_id\" IN (SELECT \"_dlt_id\" FROM d.users WHERE"
                                + " \"id\" IN (SELECT \"id\" FROM s.users))",
                        "DELETE FROM d.users WHERE \"id\" IN (SELECT \"id\" FROM s.users)",
                        "INSERT INTO d.users (\"id\", \"_dlt_id\") SELECT \"id\", \"_dlt_id\""
                                + TAKEN.formatted("\"id\", \"_dlt_id\"") + " WHERE \"_dlt_number\" = 1 AND true",
                        "INSERT INTO d.pets (\"_dlt_root_id\", \"_dlt_id\") SELECT \"_dlt_root_id\", \"_dlt_id\" FROM"
                                + " (SELECT \"_dlt_root_id\", \"_dlt_id\", row_number() OVER (PARTITION BY \"_dlt_id\""
                                + " ORDER BY \"_dlt_id\") AS \"_dlt_number\" FROM s.pets) WHERE \"_dlt_number\" = 1"
                                + " AND \"_dlt_root_id\" IN (SELECT \"_dlt_id\"" + TAKEN.formatted("\"_dlt_id\"")
                                + " WHERE \"_dlt_number\" = 1 AND true)");
    }

    @Test
    void endsVersionsThenBeginsThem() {
        assertThat(MergeStatements.of(
                        root(MergeStrategy.SCD2, List.of(), column("day", ColumnHint.MERGE_KEY), ROW_KEY),
                        List.of(),
                        Instant.ofEpochSecond(1)))
                .containsExactly(
                        "UPDATE d.users SET \"_dlt_valid_to\" = TIMESTAMP '1970-01-01 00:00:01.000000' WHERE"
                                + " \"_dlt_valid_to\" IS NULL AND (\"_dlt_id\" IS NULL OR \"_dlt_id\" NOT IN (SELECT"
                                + " \"_dlt_id\" FROM s.users WHERE \"_dlt_id\" IS NOT NULL)) AND \"day\" IN (SELECT"
                                + " \"day\" FROM s.users)",
                        "INSERT INTO d.users (\"day\", \"_dlt_id\", \"_dlt_valid_from\", \"_dlt_valid_to\") SELECT"
                                + " \"day\", \"_dlt_id\", TIMESTAMP '1970-01-01 00:00:01.000000',"
                                + " CAST(NULL AS timestamp(6)) FROM s.users WHERE (\"_dlt_id\" IS NULL OR \"_dlt_id\""
                                + " NOT IN (SELECT \"_dlt_id\" FROM d.users WHERE \"_dlt_valid_to\" IS NULL AND"
                                + " \"_dlt_id\" IS NOT NULL))");
    }

    @Test
    void writesALoadOfManyPartitionsFileByFile() {
        StagedTable users = root(
                MergeStrategy.DELETE_INSERT,
                List.of(List.of("s3://b/1", "s3://b/2"), List.of("s3://b/3")),
                ID,
                ROW_KEY);
        assertThat(CopyStatements.append(users, "1.5", false))
                .containsExactly(
                        "INSERT INTO d.users (\"id\", \"_dlt_id\") SELECT \"id\", \"_dlt_id\" FROM s.users WHERE true"
                                + " AND \"$path\" IN ('s3://b/1', 's3://b/2')",
                        "INSERT INTO d.users (\"id\", \"_dlt_id\") SELECT \"id\", \"_dlt_id\" FROM s.users WHERE true"
                                + " AND \"$path\" IN ('s3://b/3')");
        assertThat(MergeStatements.of(users, List.of(), Instant.EPOCH).get(2))
                .isEqualTo("INSERT INTO d.users (\"id\", \"_dlt_id\") SELECT \"id\", \"_dlt_id\""
                        + TAKEN.formatted("\"id\", \"_dlt_id\", \"$path\" AS \"_dlt_path\"")
                        + " WHERE \"_dlt_number\" = 1 AND true AND \"_dlt_path\" IN ('s3://b/3')");
    }

    @Test
    void addsOnlyWhatIsNotThereWhenItIsDoneAgain() {
        StagedTable users =
                root(MergeStrategy.DELETE_INSERT, List.of(), ID, Column.of("_dlt_load_id", DataType.TEXT), ROW_KEY);
        assertThat(CopyStatements.append(users, "1.5", true))
                .singleElement()
                .asString()
                .endsWith(" WHERE \"_dlt_id\" NOT IN (SELECT \"_dlt_id\" FROM d.users WHERE \"_dlt_load_id\" = '1.5')");
        assertThat(CopyStatements.append(PETS, "1.5", true))
                .singleElement()
                .asString()
                .endsWith(" WHERE \"_dlt_id\" NOT IN (SELECT \"_dlt_id\" FROM d.pets WHERE \"_dlt_id\" IS NOT NULL)");
    }
}
