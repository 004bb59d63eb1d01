package dev.tributary.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnBuffer;
import dev.tributary.parquet.ColumnData;
import dev.tributary.parquet.DecimalBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.FileEnd;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.parquet.ParquetFile;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.state.PipelineState;
import dev.tributary.testkit.RandomTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packages for tests: small tables of longs, texts, truths, doubles, decimals and timestamps. */
final class TestPackage {
    private final String pipeline;
    private final String dataset;
    private final LoadId loadId;
    private final Path folder;
    private int keeps;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, List<PackagedFile>> files = new LinkedHashMap<>();

    TestPackage(Path packages, String pipeline, String dataset, String loadId) {
        this.pipeline = pipeline;
        this.dataset = dataset;
        this.loadId = new LoadId(loadId);
        this.folder = packages.resolve(pipeline + "-" + loadId);
    }

    /** One of up to ten packages of pipeline p, in the order of their numbers. */
    static TestPackage numbered(Path packages, String dataset, int number) {
        return new TestPackage(packages, "p", dataset, "1700000000.00000" + number);
    }

    static Table table(String name, TableFormat format, WriteDisposition disposition, Column... columns) {
        return new Table(name, null, name, List.of(columns), disposition, format, List.of(), null);
    }

    static Table partitioned(Table table, PartitionField... fields) {
        return new Table(
                table.name(),
                null,
                table.name(),
                table.columns(),
                table.disposition(),
                table.format(),
                List.of(fields),
                null);
    }

    /** Items with an id and a name. */
    static Table items(TableFormat format, WriteDisposition disposition) {
        return table("items", format, disposition, Column.of("id", DataType.BIGINT), Column.of("name", DataType.TEXT));
    }

    TestPackage with(Table table) {
        tables.put(table.name(), table);
        files.putIfAbsent(table.name(), new ArrayList<>());
        return this;
    }

    /** A file with rows of values in the order of the table's columns. */
    TestPackage rows(Table table, List<String> partition, Object[]... rows) throws IOException {
        with(table);
        String fileId = "f" + files.get(table.name()).size();
        PackagedFile named = new PackagedFile(table.name(), fileId, rows.length, 0, partition);
        Path path = LoadPackage.filesFolder(folder).resolve(named.name());
        List<ColumnData> columns = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            Column column = table.columns().get(c);
            ColumnBuffer buffer = ColumnBuffer.of(column.type());
            for (int r = 0; r < rows.length; r++) {
                Object value = rows[r][c];
                if (value instanceof String text) {
                    ((BytesBuffer) buffer).put(r, text);
                } else if (value instanceof Boolean flag) {
                    ((BoolBuffer) buffer).put(r, flag);
                } else if (value instanceof Double number) {
                    ((DoubleBuffer) buffer).put(r, number);
                } else if (value instanceof BigDecimal number) {
                    ((DecimalBuffer) buffer).put(r, number);
                } else if (value != null) {
                    ((LongBuffer) buffer).put(r, ((Number) value).longValue());
                }
            }
            columns.add(new ColumnData(column, buffer));
        }
        try (ParquetFile file = ParquetFile.create(path, ParquetSettings.defaults(), table.format())) {
            file.append(rows.length, columns);
            long bytes = file.finish().bytes();
            files.get(table.name()).add(new PackagedFile(table.name(), fileId, rows.length, bytes, partition));
        }
        return this;
    }

    /** A file with the rows of a random table, which is not partitioned. */
    TestPackage file(Table table, RandomTable rows) throws IOException {
        with(table);
        String fileId = "f" + files.get(table.name()).size();
        PackagedFile named = new PackagedFile(table.name(), fileId, 0, 0, List.of());
        FileEnd end = rows.write(LoadPackage.filesFolder(folder).resolve(named.name()));
        files.get(table.name()).add(new PackagedFile(table.name(), fileId, rows.rows(), end.bytes(), List.of()));
        return this;
    }

    /** Items numbered from a first one on. */
    TestPackage items(Table table, int first, int count) throws IOException {
        Object[][] rows = new Object[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = new Object[table.columns().size()];
            rows[i][0] = first + i;
            rows[i][1] = "name " + (first + i);
        }
        return rows(table, List.of(), rows);
    }

    /** A state that differs from that of another number. */
    TestPackage state(int number) {
        keeps = number;
        return this;
    }

    private PipelineState state() {
        PipelineState initial = PipelineState.initial(pipeline, dataset, "shop");
        return keeps == 0
                ? initial
                : initial.withSource(
                        "shop", JsonNodeFactory.instance.objectNode().put("number", keeps));
    }

    LoadPackage complete() throws IOException {
        List<PackagedTable> packaged = new ArrayList<>();
        tables.keySet().forEach(t -> packaged.add(new PackagedTable(t, files.get(t))));
        return LoadPackage.complete(
                folder,
                new PackageContents(loadId, pipeline, dataset, "shop", loadId.createdAt(), packaged, 0),
                new Schema("shop", 1, List.of(), tables),
                state());
    }
}
