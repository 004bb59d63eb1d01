package dev.tributary.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users run has no Hadoop on the class path; here a class loader leaves it out. */
class ParquetFileWithoutHadoopTest {
    @TempDir
    Path folder;

    @Test
    void writesAFile() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Path.of(entry).getFileName().toString().startsWith("hadoop-")) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("org.apache.hadoop.conf.Configuration"))
                    .isInstanceOf(ClassNotFoundException.class);

            loader.loadClass(Writing.class.getName())
                    .getMethod("write", Path.class)
                    .invoke(null, folder);
        }

        assertThat(ReadBack.duckdb(folder.resolve("ZSTD.parquet"), "select sum(id) from FILE"))
                .containsExactly(List.of("4950"));
        assertThat(ReadBack.duckdb(folder.resolve("SNAPPY.parquet"), "select sum(id) from FILE"))
                .containsExactly(List.of("4950"));
    }

    /** Runs in the class loader without Hadoop. */
    public static final class Writing {
        private Writing() {}

        public static void write(Path folder) {
            LongBuffer ids = new LongBuffer();
            for (int row = 0; row < 100; row++) {
                ids.put(row, row);
            }
            for (Compression compression : Compression.values()) {
                try (ParquetFile file = ParquetFile.create(
                        folder.resolve(compression + ".parquet"),
                        ParquetSettings.defaults().with(compression),
                        TableFormat.HIVE)) {
                    file.append(100, List.of(new ColumnData(Column.of("id", DataType.BIGINT), ids)));
                    file.finish();
                }
            }
        }
    }
}
