package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.RequestCounts;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many keys merge into a table of many files in a small heap, and into one file of many with few requests. */
class MergeScaleIT {
    private static final int FILES = 10;

    @TempDir
    static Path folder;

    @AutoClose
    static TestLake lake;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    private static Table users() {
        return MergeIT.users(MergeStrategy.UPSERT, MergeIT.ID, Column.of("name", DataType.TEXT), MergeIT.ROW_KEY);
    }

    /** Rows from a number on, every so many, in some files. */
    private static LoadPackage rows(String dataset, int number, int files, int first, int rows, int step)
            throws IOException {
        TestPackage loadPackage = TestPackage.numbered(folder, dataset, number);
        int inFile = rows / files;
        for (int file = 0; file < files; file++) {
            Object[][] values = new Object[inFile][];
            for (int i = 0; i < inFile; i++) {
                int id = first + (file * inFile + i) * step;
                values[i] = new Object[] {id, "load " + number, "k" + id};
            }
            loadPackage.rows(users(), List.of(), values);
        }
        return loadPackage.complete();
    }

    @Test
    void mergesManyKeysInASmallHeap() throws Exception {
        boolean soak = Boolean.getBoolean("tributary.soak");
        int rows = soak ? 1_000_000 : 200_000;
        int keys = soak ? 100_000 : 50_000;
        lake.load(rows("wide", 1, FILES, 0, rows, 1));
        LoadPackage second = rows("wide", 2, 2, 1, keys, rows / keys);
        long start = System.nanoTime();
        Process process = lake.fork(
                List.of("-Xmx96m"),
                MergingProcess.class,
                "wide",
                second.folder().toString());
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        System.out.printf(
                "merged %,d keys into %,d rows in %,d ms%n", keys, rows, (System.nanoTime() - start) / 1_000_000);
        var merged = lake.iceberg("wide", "users");
        assertThat(merged).hasSize(rows);
        assertThat(merged.stream().map(r -> r.getField("id")).distinct().count())
                .isEqualTo(rows);
        assertThat(merged.stream()
                        .filter(r -> r.getField("name").equals("load 2"))
                        .count())
                .isEqualTo(keys);
    }

    @Test
    void readsOnlyFilesThatMayHoldTheKeys() throws Exception {
        lake.load(rows("pruned", 1, FILES, 0, 1_000, 1));
        RequestCounts few = requests("pruned", rows("pruned", 2, 1, 510, 10, 1));
        RequestCounts many = requests("pruned", rows("pruned", 3, 1, 0, 10, 100));
        assertThat(lake.iceberg("pruned", "users")).hasSize(1_000);
        assertThat(many.s3() - few.s3()).isGreaterThanOrEqualTo((FILES - 1) * 2);
        assertThat(few.s3()).isLessThan(60);
        assertThat(few.athena()).isZero();
    }

    private static RequestCounts requests(String dataset, LoadPackage loadPackage) {
        try (DestinationSession session = lake.open("p", dataset, Steps.NONE)) {
            RequestCounts before = session.requests();
            session.load(loadPackage);
            RequestCounts after = session.requests();
            return new RequestCounts(
                    after.s3() - before.s3(), after.glue() - before.glue(), after.athena() - before.athena());
        }
    }
}
