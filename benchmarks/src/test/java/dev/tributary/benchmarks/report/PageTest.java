package dev.tributary.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final String FLAT = """
            {"input_bytes": 1000000000, "rounds_of_warm_up": 3, "duckdb_version": "v9",
             "rounds": {
               "ours": [{"wall": 0.5, "cpu": 1.0, "peak": 300000000}, {"wall": 0.6, "cpu": 1.0, "peak": 360000000},
                        {"wall": 0.7, "cpu": 1.0, "peak": 300000000}],
               "duckdb": [{"wall": 1.5, "cpu": 1.9, "peak": 1}, {"wall": 1.2, "cpu": 1.9, "peak": 1},
                          {"wall": 1.4, "cpu": 1.9, "peak": 1}]},
             "check": {"columns": 20, "rows": 7, "differences": []},
             "bytes_without_ids": {"ours": 60000000, "duckdb": 61000000}}
            """;

    @TempDir
    Path folder;

    @Test
    void tellsWhatIsReachedAndWhatNot() throws IOException {
        assertThat(page(FLAT).text())
                .contains("| flat, warm: seconds against DuckDB's | ≥ 2.00 × | 2.33 × | yes |")
                .contains("| flat, warm: processor seconds against DuckDB's | ≥ 2.00 × | 1.90 × | **no** |")
                .contains("| peak memory of the process: flat, warm | ≤ 350 MB | 360 MB | **no** |")
                .contains("| bytes of files against DuckDB's, ids left out: flat | ≤ 1.00 × | 0.98 × | yes |")
                .contains(
                        "| DuckDB, one file | 1.40 (1.20–1.50) | 714 | 1.90 (1.90–1.90) | 0 | 61.0 | 2.33 × (2.00–3.00)"
                                + " | 1.90 × (1.90–1.90) |");
    }

    @Test
    void tellsValuesThatDiffer() throws IOException {
        assertThat(page(FLAT.replace("\"differences\": []", "\"differences\": [\"events.v: ours 1, DuckDB's 2\"]"))
                        .text())
                .contains("**Values differ:**\n\n- events.v: ours 1, DuckDB's 2\n");
    }

    @Test
    void thePlotIsXmlAndHasABarForEachRatio() throws Exception {
        String svg = page(FLAT).plot();

        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(svg).containsOnlyOnce(">2.3<").containsOnlyOnce(">1.9<").contains("prefers-color-scheme: dark");
    }

    private Page page(String flat) throws IOException {
        Results results = new Results(folder);
        results.keep("flat", (ObjectNode) new ObjectMapper().readTree(flat));
        return new Page(results);
    }
}
