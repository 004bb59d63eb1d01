package dev.tributary.athena;

import static dev.tributary.athena.TestPackage.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.RequestCounts;
import dev.tributary.error.LoadException;
import dev.tributary.error.SchemaException;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A load asks for many tables at once, and for no more than one that takes them in turn. When its process dies between any two
 * requests, whatever the order that they came in, every row is there once after the next run.
 */
class TablesAtOnceIT {
    private static final int TABLES = 6;

    /** Raised by the profile soak, and set by {@code -Ddeaths=20}. */
    private static final int DEATHS = Integer.getInteger("deaths", Boolean.getBoolean("soak.kills") ? 100 : 3);

    private static final long SEED = Long.getLong("deaths.seed", 20261121L);

    /** About as many requests as the second load of the tables has. */
    private static final int REQUESTS = 95;

    @TempDir
    static Path folder;

    @AutoClose
    static TestLake lake;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    private static TestPackage next(String dataset, int number) {
        return TestPackage.numbered(folder, dataset, number).state(number);
    }

    private static LoadPackage load(String dataset, int number, int first, int rows, TableFormat... formats)
            throws IOException {
        TestPackage loadPackage = next(dataset, number);
        for (int i = 0; i < TABLES; i++) {
            TableFormat format = formats[i % formats.length];
            loadPackage.items(
                    table("t" + i, format, WriteDisposition.APPEND, Column.of("id", DataType.BIGINT), NAME),
                    first,
                    rows);
        }
        return loadPackage.complete();
    }

    private static final Column NAME = Column.of("name", DataType.TEXT);

    /** What a load has sent. */
    private record Sent(RequestCounts requests, int mostS3, int mostGlue) {}

    private static Sent send(LoadPackage loadPackage, int atOnce) {
        Duration latency = Duration.ofMillis(5);
        try (Relay s3 = new Relay(lake.lake().s3Endpoint(), latency, () -> true);
                Relay glue = new Relay(lake.lake().glueEndpoint(), latency, () -> true)) {
            DestinationSession session = AthenaDestination.of(lake.settings(s3.address(), glue.address(), atOnce))
                    .open(new DatasetName("p", loadPackage.contents().dataset()));
            try (session) {
                session.acquire(Duration.ZERO);
                session.load(loadPackage);
            }
            return new Sent(session.requests(), s3.most(), glue.most());
        }
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void asksForTablesAtOnceAndForNoMoreThanInTurn(TableFormat format) throws Exception {
        for (int number = 1; number <= 2; number++) {
            Sent inTurn = send(load("turn_" + format.id(), number, number, 1, format), 1);
            Sent atOnce = send(load("once_" + format.id(), number, number, 1, format), 4);

            assertThat(atOnce.requests()).isEqualTo(inTurn.requests());
            assertThat(inTurn.mostGlue()).isEqualTo(1);
            assertThat(inTurn.mostS3()).isEqualTo(1);
            assertThat(atOnce.mostGlue()).isBetween(2, 4);
            assertThat(atOnce.mostS3()).isBetween(2, 4);
        }
    }

    @Test
    void tellsOfTheFirstTableThatCannotBeLoaded() throws Exception {
        lake.load(load("refused", 1, 0, 1, TableFormat.values()));
        TestPackage changed = next("refused", 2);
        for (int i = 0; i < TABLES; i++) {
            Column id = Column.of("id", i == 2 || i == 4 ? DataType.TEXT : DataType.BIGINT);
            changed.with(table("t" + i, TableFormat.values()[i % 2], WriteDisposition.APPEND, id, NAME));
        }
        LoadPackage second = changed.complete();

        assertThatThrownBy(() -> lake.load(second))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "Cannot load table 't2': column 'id' is bigint in the lake and string in the package (rename or convert the column)");
        assertThat(lake.keys("base/refused/_dlt_intents/")).isEmpty();
    }

    @Test
    void namesTheTableThatAServiceRefuses() throws Exception {
        lake.load(load("gone", 1, 0, 1, TableFormat.ICEBERG));
        Steps loss = (step, done) -> {
            if (step == Step.PREPARED && done) {
                lake.keys("base/gone/t5/metadata/")
                        .forEach(key -> lake.s3()
                                .deleteObject(b -> b.bucket(TestLake.BUCKET).key(key)));
            }
        };
        LoadPackage second = load("gone", 2, 1, 1, TableFormat.ICEBERG);
        try (DestinationSession session = lake.open("p", "gone", loss)) {
            assertThatThrownBy(() -> session.load(second))
                    .isInstanceOf(LoadException.class)
                    .hasMessage("Cannot load table 't5': NoSuchKey: The specified key does not exist.");
        }
        assertThat(lake.iceberg("gone", "_dlt_loads")).hasSize(1);
    }

    /** So many of all deaths, none of them twice. */
    static List<Arguments> deaths() {
        List<Arguments> all = new ArrayList<>();
        for (int request = 5; request < REQUESTS; request++) {
            all.add(Arguments.of(request, true));
            all.add(Arguments.of(request, false));
        }
        Collections.shuffle(all, new Random(SEED));
        return all.subList(0, Math.min(DEATHS, all.size()));
    }

    /** Ends a process when it sends its so manieth request, which arrives or not. */
    private static final class Death implements BooleanSupplier {
        private final int request;
        private final boolean arrives;
        private final AtomicInteger sent = new AtomicInteger();
        private final CompletableFuture<Process> process = new CompletableFuture<>();

        Death(int request, boolean arrives) {
            this.request = request;
            this.arrives = arrives;
        }

        @Override
        public boolean getAsBoolean() {
            int now = sent.incrementAndGet();
            if (now == request) {
                process.join().destroyForcibly();
            }
            return now < request || now == request && arrives;
        }
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void leavesEveryRowOnceWhenTheProcessDies(int request, boolean arrives) throws Exception {
        String dataset = "died_" + request + "_" + arrives;
        lake.load(load(dataset, 1, 0, 10, TableFormat.values()));
        LoadPackage second = load(dataset, 2, 10, 5, TableFormat.values());
        Death death = new Death(request, arrives);
        try (Relay s3 = new Relay(lake.lake().s3Endpoint(), Duration.ofMillis(2), death);
                Relay glue = new Relay(lake.lake().glueEndpoint(), Duration.ofMillis(2), death)) {
            Process process = lake.fork(
                    s3.address(),
                    glue.address(),
                    List.of(),
                    HaltedLoad.class,
                    Step.DONE.name(),
                    dataset,
                    second.folder().toString());
            death.process.complete(process);
            try {
                assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            } finally {
                process.destroyForcibly();
            }
        }
        try (DestinationSession next = lake.open("p", dataset, Steps.NONE)) {
            if (!next.newestLoad().equals(Optional.of(second.loadId()))) {
                next.load(load(dataset, 3, 10, 5, TableFormat.values()));
            }
        }

        for (int i = 0; i < TABLES; i += 2) {
            assertThat(lake.hive(dataset, "t" + i, "select count(distinct id) || '/' || count(*) from files"))
                    .containsExactly("15/15");
            assertThat(lake.iceberg(dataset, "t" + (i + 1)))
                    .extracting(r -> r.getField("id"))
                    .hasSize(15)
                    .doesNotHaveDuplicates();
        }
        assertThat(lake.iceberg(dataset, "_dlt_loads")).hasSize(2);
        assertThat(lake.keys("base/" + dataset + "/_dlt_intents/")).isEmpty();
    }
}
