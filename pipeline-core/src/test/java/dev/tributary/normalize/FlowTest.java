package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Schema;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.definition.Transformation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From several resources at once, steps and transformers to rows. */
class FlowTest {
    @TempDir
    Path folder;

    /** Late columns, late types and lists, so that an order that depends on timing would show in schema or rows. */
    private static ResourceDefinition[] resources() {
        ResourceDefinition orders = ResourceDefinition.of(
                "orders",
                state -> IntStream.range(0, 3000)
                        .mapToObj(i -> i % 700 == 699 ? Map.of("id", i, "late" + i, i) : Map.of("id", i)));
        ResourceDefinition lines = ResourceDefinition.of(
                "lines",
                Transformation.<Map<String, Object>>each(
                                "orders",
                                o -> Stream.of(Map.of("order", o.get("id"), "sku", List.of(o.get("id"), "x"))))
                        .parallel(3));
        ResourceDefinition json = ResourceDefinition.of(
                "json", state -> Stream.of(RawJson.of("page", "{\"a\":1}\n{\"a\":1.5}\n{oops\n{\"b\":\"z\"}")));
        ResourceDefinition small = ResourceDefinition.of("small", state -> Stream.of(Map.of("only", true)));
        return new ResourceDefinition[] {small, orders, json.map(r -> r), lines};
    }

    private Path fresh(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NormalizedFiles run(int extractWorkers) {
        return NormalizedFiles.of(
                fresh("w" + extractWorkers),
                NormalizedFiles.settings(2),
                extractWorkers,
                Schema.empty("test"),
                new SourceDefinition("test", List.of(resources()), null));
    }

    @Test
    void givesTheSameSchemaAndRowsWithAnyNumberOfExtractWorkers() {
        NormalizedFiles one = run(1);
        for (int workers : new int[] {2, 4, 8}) {
            NormalizedFiles more = run(workers);
            assertThat(more.schema()).isEqualTo(one.schema());
            assertThat(more.result().changes()).isEqualTo(one.result().changes());
            for (String table : List.copyOf(one.schema().tables().keySet())) {
                assertThat(more.rows(table)).as(table).isEqualTo(one.rows(table));
            }
        }
        assertThat(one.rows("orders")).hasSize(3000);
        assertThat(one.rows("lines__sku")).hasSize(6000);
        assertThat(one.rows("_dlt_rejects")).hasSize(1);
    }

    @Test
    void widensAColumnThoughTheRecordsOfATransformerComeBetween() {
        ResourceDefinition items = ResourceDefinition.of(
                "items",
                state ->
                        IntStream.range(0, 1500).mapToObj(i -> Map.of("price", i == 1400 ? (Object) 0.5 : (Object) i)));
        ResourceDefinition prices = items.transform("prices", (Map<String, Object> r) -> Stream.of(r));

        NormalizedFiles files = NormalizedFiles.of(fresh("wide"), items, prices);

        assertThat(files.columns("items")).contains("price double").doesNotContain("price__v_double double");
        assertThat(files.columns("prices")).contains("price double").doesNotContain("price__v_double double");
        assertThat(new ArrayList<>(files.rows("items")).get(1400)).containsEntry("price", 0.5);
    }
}
