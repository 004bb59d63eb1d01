package dev.tributary.athena;

import static dev.tributary.athena.MergeIT.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.DestinationSession;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A merge whose table changes between its look at the rows and its commit leaves what it would, had it come second. */
class MergeConflictIT {
    private static final int ROWS = 6;
    private static final Column NAME = Column.of("name", DataType.TEXT);
    private static final Column GONE =
            new Column("gone", DataType.BOOL, true, null, null, Set.of(ColumnHint.HARD_DELETE), null);

    @TempDir
    static Path folder;

    @AutoClose
    static TestLake lake;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    /** What comes between. */
    private enum Change {
        APPEND,
        MERGE,
        ROW_GONE,
        FILE_GONE,
        COMPACTION;

        void make(String dataset) {
            switch (this) {
                case APPEND ->
                    load(
                            dataset,
                            TestPackage.table(
                                    "users",
                                    TableFormat.ICEBERG,
                                    WriteDisposition.APPEND,
                                    MergeIT.ID,
                                    NAME,
                                    GONE,
                                    MergeIT.ROW_KEY),
                            row(1, "theirs", null, "a1"));
                case MERGE ->
                    load(
                            dataset,
                            users(MergeStrategy.UPSERT),
                            row(1, "theirs", null, "k1"),
                            row(ROWS, "theirs", null, "k" + ROWS));
                case ROW_GONE -> load(dataset, users(MergeStrategy.UPSERT), row(ROWS, null, true, "k" + ROWS));
                case FILE_GONE ->
                    lake.change(
                            dataset,
                            "users",
                            t -> t.newDelete().deleteFile(files(t).get(0)).commit());
                case COMPACTION -> lake.change(dataset, "users", MergeConflictIT::compact);
            }
        }

        /** The names by id that it leaves of rows that all are old. */
        Map<Integer, String> left() {
            Map<Integer, String> left = new TreeMap<>();
            for (int id = 1; id <= ROWS && this != FILE_GONE; id++) {
                left.put(id, "old");
            }
            switch (this) {
                case APPEND -> left.put(1, "theirs");
                case MERGE -> {
                    left.put(1, "theirs");
                    left.put(ROWS, "theirs");
                }
                case ROW_GONE -> left.remove(ROWS);
                case FILE_GONE, COMPACTION -> {
                    // Nothing else.
                }
            }
            return left;
        }

        private static void load(String dataset, Table table, Object[]... rows) {
            try {
                lake.load(new TestPackage(folder, "other", dataset, "1700000000.000001")
                        .rows(table, List.of(), rows)
                        .complete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Makes a change once when a load makes sure of its lease: directly behind its look at the table, or, the second time,
     * when Iceberg is about to commit.
     */
    private static final class Between implements LeaseClock, Steps {
        private final Thread loading = Thread.currentThread();
        private final Runnable change;
        private int waits;
        private boolean commits;

        Between(int time, Runnable change) {
            this.waits = time;
            this.change = change;
        }

        @Override
        public void on(Step step, boolean done) {
            commits = step == Step.COMMIT && !done;
        }

        @Override
        public long nanos() {
            if (commits && Thread.currentThread() == loading && --waits == 0) {
                change.run();
            }
            return SYSTEM.nanos();
        }

        @Override
        public Instant now() {
            return SYSTEM.now();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            SYSTEM.sleep(time);
        }

        boolean happened() {
            return waits <= 0;
        }
    }

    private static Table users(MergeStrategy strategy) {
        return MergeIT.users(strategy, MergeIT.ID, NAME, GONE, MergeIT.ROW_KEY);
    }

    private static List<DataFile> files(org.apache.iceberg.Table table) {
        try (CloseableIterable<DataFile> files = CloseableIterable.transform(
                table.newScan().planFiles(), t -> t.file().copy())) {
            return StreamSupport.stream(files.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Exchanges all files by one with their rows, as Athena's OPTIMIZE does. */
    private static void compact(org.apache.iceberg.Table table) {
        String location = table.location() + "/data/" + UUID.randomUUID() + ".parquet";
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build();
                DataWriter<Record> writer = Parquet.writeData(table.io().newOutputFile(location))
                        .forTable(table)
                        .createWriterFunc((schema, type) -> GenericParquetWriter.create(schema, type))
                        .build()) {
            rows.forEach(writer::write);
            writer.close();
            RewriteFiles rewrite = table.newRewrite();
            files(table).forEach(rewrite::deleteFile);
            rewrite.addFile(writer.toDataFile()).commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void loadOld(String dataset, MergeStrategy strategy) throws IOException {
        Object[][] rows = new Object[ROWS][];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = row(i + 1, "old", null, "k" + (i + 1));
        }
        lake.load(new TestPackage(folder, "p", dataset, "1700000000.000001")
                .rows(users(strategy), List.of(), rows)
                .complete());
    }

    /** Merges rows with the first so many ids while the change is made. */
    private static void merge(String dataset, MergeStrategy strategy, Between between, int first, int last)
            throws IOException {
        Object[][] rows = new Object[last - first + 1][];
        for (int id = first; id <= last; id++) {
            rows[id - first] = row(id, "ours", null, "k" + id);
        }
        try (DestinationSession session =
                AthenaDestination.of(lake.inTurn(), between, between).open(new DatasetName("p", dataset))) {
            session.acquire(Duration.ZERO);
            session.load(new TestPackage(folder, "p", dataset, "1700000000.000002")
                    .rows(users(strategy), List.of(), rows)
                    .complete());
        }
        assertThat(between.happened()).isTrue();
    }

    private static List<String> rows(String dataset) {
        return lake.iceberg(dataset, "users").stream()
                .map(r -> r.getField("id") + " " + r.getField("name"))
                .toList();
    }

    private static List<String> asRows(Map<Integer, String> names) {
        return names.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .toList();
    }

    /** One row notes a position, four write the file anew, all take it out. */
    static Stream<Arguments> changes() {
        return Stream.of(Change.values())
                .flatMap(change -> Stream.of(1, 4, ROWS)
                        .map(touched -> Arguments.of(change, touched, (change.ordinal() + touched) % 2 + 1)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void comesSecond(Change change, int touched, int time) throws Exception {
        MergeStrategy strategy = time == 1 ? MergeStrategy.UPSERT : MergeStrategy.DELETE_INSERT;
        String dataset = "second_%s_%d".formatted(change, touched).toLowerCase(Locale.ROOT);
        loadOld(dataset, strategy);

        merge(dataset, strategy, new Between(time, () -> change.make(dataset)), 1, touched);

        Map<Integer, String> expected = change.left();
        for (int id = 1; id <= touched; id++) {
            expected.put(id, "ours");
        }
        assertThat(rows(dataset)).containsExactlyInAnyOrderElementsOf(asRows(expected));
    }

    @Test
    void insertsNoKeyThatCameBetween() throws Exception {
        loadOld("only", MergeStrategy.INSERT_ONLY);

        Runnable append =
                () -> Change.load("only", users(MergeStrategy.UPSERT), row(ROWS + 1, "theirs", null, "k" + (ROWS + 1)));
        merge("only", MergeStrategy.INSERT_ONLY, new Between(1, append), ROWS, ROWS + 2);

        Map<Integer, String> expected = Change.COMPACTION.left();
        expected.put(ROWS + 1, "theirs");
        expected.put(ROWS + 2, "ours");
        assertThat(rows("only")).containsExactlyInAnyOrderElementsOf(asRows(expected));
    }
}
