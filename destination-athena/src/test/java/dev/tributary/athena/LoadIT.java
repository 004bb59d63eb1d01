package dev.tributary.athena;

import static dev.tributary.athena.TestPackage.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Appends and replaces in both formats, counted by DuckDB and by Iceberg's own reader. */
class LoadIT {
    @TempDir
    static Path folder;

    @AutoClose
    static TestLake lake;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    private static TestPackage next(String dataset, int number) {
        return TestPackage.numbered(folder, dataset, number);
    }

    @Test
    void appendsToAnIcebergTable() throws Exception {
        Table items = items(TableFormat.ICEBERG, WriteDisposition.APPEND);
        lake.load(next("ice", 1).items(items, 0, 10).complete());
        lake.load(next("ice", 2).items(items, 10, 5).complete());
        assertThat(lake.iceberg("ice", "items"))
                .hasSize(15)
                .extracting(r -> r.getField("name"))
                .contains("name 0", "name 14");
    }

    @Test
    void appendsToAHiveTable() throws Exception {
        Table items = items(TableFormat.HIVE, WriteDisposition.APPEND);
        lake.load(next("hive", 1).items(items, 0, 10).complete());
        lake.load(next("hive", 2).items(items, 10, 5).complete());
        assertThat(lake.hive("hive", "items", "select count(distinct id) || '/' || count(*) from files"))
                .containsExactly("15/15");
    }

    @Test
    void replacesAnIcebergTable() throws Exception {
        Table items = items(TableFormat.ICEBERG, WriteDisposition.REPLACE);
        lake.load(next("icereplace", 1).items(items, 0, 10).complete());
        lake.load(next("icereplace", 2).items(items, 100, 3).complete());
        assertThat(lake.iceberg("icereplace", "items")).hasSize(3);
        lake.load(next("icereplace", 3).with(items).complete());
        assertThat(lake.iceberg("icereplace", "items")).isEmpty();
    }

    @Test
    void replacesAHiveTableAndLeavesNothingBehind() throws Exception {
        Table append = items(TableFormat.HIVE, WriteDisposition.APPEND);
        Table items = items(TableFormat.HIVE, WriteDisposition.REPLACE);
        lake.load(next("hivereplace", 1).items(append, 0, 10).complete());
        lake.load(next("hivereplace", 2).items(items, 100, 3).complete());
        assertThat(lake.hive("hivereplace", "items", "select min(id) || '/' || count(*) from files"))
                .containsExactly("100/3");
        lake.load(next("hivereplace", 3).items(items, 200, 4).complete());
        assertThat(lake.hive("hivereplace", "items", "select min(id) || '/' || count(*) from files"))
                .containsExactly("200/4");
        assertThat(lake.keys("base/hivereplace/items/")).hasSize(1);
        lake.load(next("hivereplace", 4).with(items).complete());
        assertThat(lake.keys("base/hivereplace/items/")).isEmpty();
    }

    @Test
    void loadsAPackageOnce() throws Exception {
        Table items = items(TableFormat.ICEBERG, WriteDisposition.APPEND);
        var loadPackage = next("once", 1).items(items, 0, 10).complete();
        lake.load(loadPackage);
        lake.load(loadPackage);
        assertThat(lake.iceberg("once", "items")).hasSize(10);
        assertThat(lake.iceberg("once", "_dlt_loads")).hasSize(1);
    }

    @Test
    void addsColumnsInBothFormats() throws Exception {
        for (TableFormat format : TableFormat.values()) {
            String dataset = "columns_" + format.id();
            Table items = items(format, WriteDisposition.APPEND);
            Table wider = items.with(List.of(Column.of("price", DataType.BIGINT)));
            lake.load(next(dataset, 1).items(items, 0, 1).complete());
            lake.load(next(dataset, 2)
                    .rows(wider, List.of(), new Object[] {7, "seven", 70}, new Object[] {8, "eight", null})
                    .complete());
        }
        assertThat(lake.iceberg("columns_iceberg", "items"))
                .extracting(r -> r.getField("price"))
                .containsExactlyInAnyOrder(null, 70L, null);
        assertThat(lake.hive("columns_hive", "items", "select sum(price) || '/' || count(*) from files"))
                .containsExactly("70/3");
        assertThat(lake.glue()
                        .getTable(b -> b.databaseName("columns_hive").name("items"))
                        .table()
                        .storageDescriptor()
                        .columns())
                .extracting(c -> c.name() + " " + c.type())
                .containsExactly("id bigint", "name string", "price bigint");
    }
}
