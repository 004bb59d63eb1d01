package dev.tributary.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFileTest {
    @TempDir
    Path folder;

    @Test
    void writesWhatDuckDbReads() throws Exception {
        Path path = folder.resolve("a.parquet");
        LongBuffer ids = new LongBuffer();
        BytesBuffer names = new BytesBuffer();
        for (int row = 0; row < 100_000; row++) {
            ids.put(row, row);
            if (row % 3 == 0) {
                names.put(row, "name" + row);
            }
        }
        try (ParquetFile file = ParquetFile.create(path, ParquetSettings.defaults(), TableFormat.ICEBERG)) {
            file.append(
                    100_000,
                    List.of(
                            new ColumnData(Column.of("id", DataType.BIGINT), ids),
                            new ColumnData(Column.of("name", DataType.TEXT), names)));
            FileEnd end = file.finish();
            assertThat(end.rows()).isEqualTo(100_000);
        }
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery("select count(*), sum(id), count(name), max(name) from '" + path + "'")) {
            result.next();
            assertThat(result.getLong(1)).isEqualTo(100_000);
            assertThat(result.getLong(2)).isEqualTo(4999950000L);
            assertThat(result.getLong(3)).isEqualTo(33334);
            assertThat(result.getString(4)).isEqualTo("name99999");
        }
    }
}
