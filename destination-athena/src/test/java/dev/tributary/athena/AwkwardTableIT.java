package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.RunSettings;
import dev.tributary.naming.NamingConvention;
import dev.tributary.report.RunReport;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.testkit.AwkwardNames;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.glue.model.Column;

/** Columns of awkward names in the catalog, and their values read by DuckDB and by Iceberg. */
class AwkwardTableIT {
    private static final NamingConvention NAMING = NamingConvention.athena();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void hasAColumnForEachName(TableFormat format) throws Exception {
        Map<String, Object> record = new LinkedHashMap<>();
        Map<String, Long> expected = new LinkedHashMap<>();
        for (String name : AwkwardNames.take(600, 3)) {
            if (expected.putIfAbsent(NAMING.path(name), (long) record.size()) == null) {
                record.put(name, record.size());
            }
        }
        ResourceDefinition items = ResourceDefinition.of("Größe; drop table", state -> Stream.of(record))
                .with(format);
        String table = NAMING.tablesPath("Größe; drop table");
        try (TestLake lake = TestLake.start()) {
            RunReport report = Pipeline.of(
                            "p",
                            "Daten & Co",
                            AthenaDestination.of(lake.settings()),
                            folder.resolve("w"),
                            RunSettings.defaults())
                    .run(new SourceDefinition("test", List.of(items), null), RunOptions.defaults());

            assertThat(report.rejects()).isZero();
            assertThat(columns(lake, report.dataset(), table)).containsAll(expected.keySet());
            assertThat(
                            format == TableFormat.ICEBERG
                                    ? iceberg(lake, report.dataset(), table, expected.keySet())
                                    : hive(lake, report.dataset(), table, expected.keySet()))
                    .isEqualTo(expected);
        }
    }

    private static Set<String> columns(TestLake lake, String dataset, String table) {
        Set<String> names = new HashSet<>();
        lake.glue().getTable(b -> b.databaseName(dataset).name(table)).table().storageDescriptor().columns().stream()
                .map(Column::name)
                .forEach(names::add);
        return names;
    }

    private static Map<String, Long> iceberg(TestLake lake, String dataset, String table, Set<String> names) {
        Record row = lake.iceberg(dataset, table).get(0);
        Map<String, Long> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, (Long) row.getField(name)));
        return values;
    }

    private static Map<String, Long> hive(TestLake lake, String dataset, String table, Set<String> names)
            throws Exception {
        String columns = names.stream().map(n -> '"' + n + '"').collect(Collectors.joining(", "));
        String[] found = lake.hive(dataset, table, "select concat_ws(',', " + columns + ") from files")
                .get(0)
                .split(",");
        Map<String, Long> values = new LinkedHashMap<>();
        int next = 0;
        for (String name : names) {
            values.put(name, Long.valueOf(found[next++]));
        }
        return values;
    }
}
