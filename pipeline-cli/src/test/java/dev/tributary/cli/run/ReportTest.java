package dev.tributary.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.terminal.Columns;
import dev.tributary.destination.LoadReport.LoadedTable;
import dev.tributary.destination.RecoveredLoad;
import dev.tributary.destination.RequestCounts;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.normalize.contract.Discarded;
import dev.tributary.report.RunReport;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.schema.change.SchemaChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final RunReport REPORT = new RunReport(
            "chess",
            Optional.of(new LoadId("1795230764.851329")),
            RunReport.Status.LOADED,
            "chess_data",
            List.of(
                    new LoadedTable("games", 12_345, 1, 5_687, TableFormat.HIVE, WriteDisposition.APPEND),
                    new LoadedTable(
                            "games__a_table_with_a_very_long_name_that_cannot_be_shown_whole",
                            1_234_567_890L,
                            12,
                            5_000_000_000L,
                            TableFormat.ICEBERG,
                            WriteDisposition.REPLACE)),
            List.of(new SchemaChange.NewTable("games"), new SchemaChange.NewColumn("games", "elo", DataType.BIGINT)),
            12_346,
            1,
            new RequestCounts(29, 23, 0),
            Duration.ofMillis(2_430),
            List.of(),
            List.of(new RecoveredLoad(new LoadId("1795230000.000001"), RecoveredLoad.Outcome.ROLLED_BACK)),
            List.of(new Discarded("games", 3, 1)));

    @Test
    void printsALinedUpReport() {
        assertThat(String.join("\n", new ReportText(REPORT).lines())).isEqualTo("""
                        Took back what package 1795230000.000001 of an earlier run had begun.
                        Pipeline 'chess' loaded package 1795230764.851329 in 2.4 s
                          into dataset 'chess_data'

                          table                               rows    bytes  files  format   disposition
                          games                             12,345  5.6 KiB      1  hive     append
                          games__a_tab…_shown_whole  1,234,567,890  4.7 GiB     12  iceberg  replace
                          total                      1,234,580,235  4.7 GiB     13

                          schema    1 new table, 1 new column
                            new column 'games.elo' (bigint)
                          discarded 3 rows, 1 value, as the contract says
                            'games': 3 rows, 1 value
                          rejects   1 (in table _dlt_rejects)
                          requests  S3 29, Glue 23, Athena 0""");
    }

    @Test
    void keepsEveryLineWithinATerminal() {
        assertThat(new ReportText(REPORT).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Columns.WIDTH));
    }

    @Test
    void saysWhenThereIsNothingToLoad() {
        RunReport nothing = new RunReport(
                "chess",
                Optional.empty(),
                RunReport.Status.NOTHING_TO_LOAD,
                "chess_data",
                List.of(),
                List.of(),
                0,
                0,
                RequestCounts.NONE,
                Duration.ofSeconds(75),
                List.of(),
                List.of(),
                List.of());
        assertThat(new ReportText(nothing).lines())
                .startsWith("Pipeline 'chess' had nothing to load into dataset 'chess_data' (1 min 15 s)");
        assertThat(ReportJson.of(nothing).get("load_id").isNull()).isTrue();
    }

    @Test
    void printsOneJsonObject() {
        assertThat(ReportJson.of(REPORT).toString())
                .isEqualTo("{\"pipeline\":\"chess\",\"load_id\":\"1795230764.851329\",\"status\":\"loaded\","
                        + "\"dataset\":\"chess_data\",\"tables\":[{\"name\":\"games\",\"rows\":12345,\"files\":1,"
                        + "\"bytes\":5687,\"format\":\"hive\",\"disposition\":\"append\"},{\"name\":"
                        + "\"games__a_table_with_a_very_long_name_that_cannot_be_shown_whole\",\"rows\":1234567890,"
                        + "\"files\":12,\"bytes\":5000000000,\"format\":\"iceberg\",\"disposition\":\"replace\"}],"
                        + "\"schema_changes\":[{\"table\":\"games\",\"change\":\"new_table\"},{\"table\":\"games\","
                        + "\"change\":\"new_column\",\"column\":\"elo\",\"type\":\"bigint\"}],\"rejects\":1,"
                        + "\"discarded\":[{\"table\":\"games\",\"rows\":3,\"values\":1}],"
                        + "\"requests\":{\"s3\":29,\"glue\":23,\"athena\":0},\"seconds\":2.43,\"records\":12346,"
                        + "\"recovered\":[{\"load_id\":\"1795230000.000001\",\"outcome\":\"rolled_back\"}]}");
    }
}
